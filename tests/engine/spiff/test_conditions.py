"""Conditional events happen when a variable is written that makes them true."""

from __future__ import annotations

from typing import Any

import pytest

from engine.spiff import BudgetExceeded
from engine.spiff.elements import conditions

from .conftest import TestHost
from .drawing import findings
from .happening import DECLARED, beside, catch, handler, inside, start, tell, told
from .sketching import done, sketch

COUNT = '<scriptTask id="{0}"><script>{{ n: n + 1 }}</script></scriptTask>'


def test_a_catch_waits_until_a_variable_makes_it_true(host: TestHost) -> None:
    story = tell(
        host, "and x", catch("c", "when n > 1"), "user w :: ", COUNT.format("up"), "user a",
        "s > x > c > a > e", "x > w > up > e",
    )  # fmt: skip
    story.start(n=1).reload()
    [wait] = story.execution.waits().conditions.values()
    assert (wait.element_id, wait.text) == ("c", "n > 1")
    assert story.submit("w").names() == ["a"]


def test_what_is_true_already_lets_it_pass_at_once(host: TestHost) -> None:
    assert tell(host, catch("c", "when n > 1"), "s > c > e").start(n=2).outcome == "completed"


def test_a_variable_that_does_not_exist_yet_makes_nothing_true(host: TestHost) -> None:
    story = tell(host, catch("c", "when approved = true"), "s > c > e").start().reload()
    assert story.execution.problems() == []
    assert [w.element_id for w in story.execution.waits().conditions.values()] == ["c"]


def counting(*, stops: bool) -> list[str]:
    """Work inside a sub-process that counts twice, with a condition on its boundary."""
    steps = inside(
        "u", '<startEvent id="us"/>', '<userTask id="w"/>', COUNT.format("one"),
        COUNT.format("two"), '<userTask id="last"/>',
        *(f'<sequenceFlow id="{a}{b}" sourceRef="{a}" targetRef="{b}"/>'
          for a, b in (("us", "w"), ("w", "one"), ("one", "two"), ("two", "last"))),
    )  # fmt: skip
    return [steps, beside("b", "u", "when n = 1 or n > 2", stops=stops), "user a", "s > u > e"]


def test_an_interrupting_one_stops_the_work_at_the_very_step(host: TestHost) -> None:
    story = tell(host, *counting(stops=True), "b > a").start(n=0).reload()
    assert story.submit("w").names() == ["a"]
    assert "two" not in done(story)
    assert story.variables["n"] == 1


def test_one_that_does_not_interrupt_happens_each_time_it_becomes_true(host: TestHost) -> None:
    again = '<sequenceFlow id="back" sourceRef="last" targetRef="one"/></subProcess>'
    lines = [line.replace("</subProcess>", again) for line in counting(stops=False)]
    story = tell(host, *lines, "b > a").start(n=0).reload()
    assert story.submit("w").names() == ["a", "last"]
    assert story.reload().submit("last").names() == ["a", "a", "last"]
    assert story.reload().submit("last").names() == ["a", "a", "last"]


@pytest.mark.parametrize(("stops", "left"), [(True, ["a"]), (False, ["a", "v"])])
def test_an_event_sub_process_is_started_by_a_condition(
    host: TestHost, stops: bool, left: list[str]
) -> None:
    lines = ["user w", COUNT.format("up"), "user v", "s > w > up > v > e"]
    story = tell(host, *lines, handler("h", "when n > 1", stops=stops)).start(n=1).reload()
    assert story.submit("w").names() == left


def test_a_condition_wins_the_race_behind_an_event_based_gateway(host: TestHost) -> None:
    story = tell(
        host, "race x", catch("c", "when n > 1"), catch("d", "after PT1H"), "user a", "user b",
        "s > x > c > a > e", "x > d > b > e",
    )  # fmt: skip
    assert story.start(n=2).reload().names() == ["a"]
    assert not story.execution.waits().timers


def test_an_error_in_it_stays_at_the_element_until_retried(host: TestHost) -> None:
    story = tell(host, catch("c", 'when n > "1"'), "s > c > e").start(n=2).reload()
    problem = story.problem()
    assert (problem.element_id, problem.kind) == ("c", "expression")
    story.execution.retry(problem.task_id)
    story.execution.run()
    assert story.problem().element_id == "c"


def test_a_listener_in_error_is_seen_before_its_scope_may_end(host: TestHost) -> None:
    story = tell(host, "user w", "s > w > e", handler("h", 'when n > "1"')).start(n=2)
    story.reload().submit("w").reload()
    assert story.outcome == "active"
    assert story.problem().element_id == "h_s"


def test_a_message_payload_can_make_it_true(host: TestHost) -> None:
    variable = (
        "<extensionElements><spiffworkflow:messageVariable>got</spiffworkflow:messageVariable>"
        "</extensionElements>"
    )
    other = catch("d", "message M").replace("<messageEvent", f"{variable}<messageEvent")
    lines = ["and x", catch("c", "when got.n > 1"), other, "s > x > c > e", "x > d > e"]
    story = tell(host, *lines).start()
    assert told(story, n=2)
    assert story.outcome == "completed"


def test_a_process_is_not_started_by_a_condition() -> None:
    [found] = findings(DECLARED + sketch(start("c", "when true"), "c > e", "s > e"))
    assert found.element == "c"
    assert "start it by a message" in found.remedy


def test_tokens_that_begin_to_wait_are_asked_and_not_all_others_with_them(
    host: TestHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    ask = conditions.ask
    monkeypatch.setattr(conditions, "ask", lambda *a, **k: asked.append(a) or ask(*a, **k))
    reminded = beside("b", "w", "when n > 1", stops=False)
    story = tell(host, "user w", reminded, "s > w > e", "b > w")
    with pytest.raises(BudgetExceeded, match="It went round b"):
        story.start(n=2)
    assert len(asked) <= 2 * 500
