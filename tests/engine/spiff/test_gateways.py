"""Gateways: which way, all ways, the ways that apply, and what waits for what."""

from __future__ import annotations

from typing import Any

import pytest

from engine.spiff import BudgetExceeded, budgets


def test_both_branches_are_waited_for_and_share_their_variables(story: Any) -> None:
    told = story("parallel").start()
    assert told.names() == ["left", "right"]
    told.submit("right", value=2).reload()
    assert told.outcome == "active"
    told.submit("left", value=3)
    assert told.outcome == "completed"
    assert told.variables["total"] == 5


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [(["police"], ["police"]), (["police", "health"], ["health", "police"]), ([], ["nobody"])],
)
def test_an_inclusive_gateway_waits_for_the_branches_it_began(
    story: Any, wanted: list[str], reached: list[str]
) -> None:
    told = story("inclusive").start(wanted=wanted)
    assert told.names() == reached
    for name in reached:
        assert told.outcome == "active"
        told.reload().submit(name)
    assert told.outcome == "completed"
    done = [s.element_id for s in told.execution.take_steps() if s.state == "completed"]
    assert done.count("all_in") == 1


def test_a_join_that_can_never_happen_is_reported(story: Any) -> None:
    told = story("stalled").start()
    assert told.outcome == "active"
    assert (told.problem().kind, told.problem().element_id) == ("stalled", "both")


def test_no_condition_true_and_no_default_is_a_problem_at_the_gateway(story: Any) -> None:
    told = story("no_way").start(n=3)
    assert (told.problem().kind, told.problem().element_id) == ("expression", "pick")
    told.variables["n"] = 2
    told.execution.retry(told.problem().task_id)
    told.execution.run()
    assert told.outcome == "completed"


def test_null_is_not_no(story: Any) -> None:
    told = story("no_way").start(n=None)
    assert told.problem().element_id == "pick"


def test_a_loop_that_ends_is_run(story: Any) -> None:
    told = story("going_round").start(turns=0, limit=100)
    assert told.variables["turns"] == 101
    assert told.outcome == "completed"


def test_a_loop_that_does_not_end_is_stopped_and_named(story: Any) -> None:
    with pytest.raises(BudgetExceeded, match="500 automatic steps") as stopped:
        story("going_round").start(turns=0, limit=10**9)
    assert stopped.value.elements == ["again", "spin", "enough"]


@pytest.mark.parametrize(
    ("limit", "value", "words"),
    [
        ("MOST_SECONDS", -1.0, "seconds"),
        ("MOST_TOKENS", 0, "open positions"),
        ("MOST_SCOPES", -1, "open sub-processes"),
        ("MOST_STEPS", 1, "automatic steps"),
    ],
)
def test_each_budget_stops_the_step(
    story: Any, monkeypatch: pytest.MonkeyPatch, limit: str, value: float, words: str
) -> None:
    monkeypatch.setattr(budgets, limit, value)
    with pytest.raises(BudgetExceeded, match=words):
        story("going_round").start(turns=0, limit=3)


def test_terminate_stops_the_other_branch(story: Any) -> None:
    told = story("terminating").start().submit("stop_all")
    assert told.outcome == "completed"
    states = {s.element_id: s.state for s in told.execution.take_steps()}
    assert states["long_work"] == "cancelled"
