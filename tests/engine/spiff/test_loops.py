"""Activities that run several times, side by side or one after the other."""

from __future__ import annotations

from typing import Any

import pytest

ITEMS = [{"by": "amy"}, {"by": "ben"}, {"by": "cal"}]


def finish(told: Any, assignee: str, **answers: Any) -> None:
    task = next(t for t in told.tasks() if t.assignee == assignee)
    extra = {"answers": answers, "submission": "s", "by": assignee, "at": told.host.now}
    told.execution.complete(task.task_id, extra)
    told.execution.run()


def test_each_item_of_a_list_has_its_user_task_and_results_keep_the_lists_order(story: Any) -> None:
    told = story("many").start(items=ITEMS)
    assert [t.assignee for t in told.tasks()] == ["amy", "ben", "cal"]
    for who, grade in (("cal", 3), ("amy", 1), ("ben", 2)):
        finish(told.reload(), who, grade=grade)
    assert told.outcome == "completed"
    assert told.variables["grades"] == [1, 2, 3]
    assert told.variables["last_reviewer"] == "ben"
    assert "entry" not in told.variables
    assert "grade" not in told.variables


def test_an_empty_list_passes_at_once(story: Any) -> None:
    told = story("many").start(items=[])
    assert told.outcome == "completed"
    assert told.variables["grades"] == []


@pytest.mark.parametrize("items", [None, "abc", 3, list(range(1001))])
def test_what_is_not_a_list_of_reasonable_length_is_a_problem(story: Any, items: Any) -> None:
    told = story("many").start(items=items)
    assert told.problem().element_id == "review"
    told.variables["items"] = ITEMS[:1]
    told.execution.retry(told.problem().task_id)
    assert [t.assignee for t in told.tasks()] == ["amy"]


def test_one_after_the_other_until_the_condition_holds(story: Any) -> None:
    told = story("one_by_one").start(items=["amy", "ben", "cal"])
    assert [t.assignee for t in told.tasks()] == ["amy"]
    finish(told.reload(), "amy", grade="good")
    assert [t.assignee for t in told.tasks()] == ["ben"]
    finish(told.reload(), "ben", grade="inadequate")
    assert told.outcome == "completed"
    assert told.variables["grades"] == ["good", "inadequate", None]


def test_a_null_item_does_not_hang(story: Any) -> None:
    told = story("one_by_one").start(items=[None, "ben"])
    assert [t.assignee for t in told.tasks()] == [None]


def test_the_rest_is_cancelled_when_enough_have_voted(story: Any) -> None:
    told = story("first_two").start()
    assert len(told.tasks()) == 5
    told.submit("vote").reload().submit("vote")
    assert told.outcome == "completed"
    states = [s.state for s in told.execution.take_steps() if s.element_id == "vote"]
    assert states.count("cancelled") == 3


def test_a_condition_that_fails_keeps_the_loop_until_retried(story: Any) -> None:
    told = story("one_by_one").start(items=["amy", "ben"])
    finish(told, "amy", grade=4)
    assert told.problem().kind == "expression"
    assert told.tasks() == []
    told.reload().execution.retry(told.problem().task_id)
    assert told.problem().element_id == "review"


def test_a_sub_process_for_each_item_has_its_own_variables(story: Any) -> None:
    told = story("many_inside").start(items=[1, 10], doubled=0, result=None)
    assert told.names() == ["check", "check"]
    for _ in range(2):
        told.reload().submit("check", value=5)
    assert told.outcome == "completed"
    assert told.variables["results"] == [25, 25]
    assert told.variables["doubled"] == 20


def test_an_inner_variable_that_is_local_stays_local(story: Any) -> None:
    told = story("many").start(items=ITEMS)
    finish(told, "ben", grade=2)
    assert "grade" not in told.reload().variables


@pytest.mark.parametrize(("wanted", "tries"), [(0, 1), (3, 3), (50, 5)])
def test_a_standard_loop_runs_while_its_condition_holds(
    story: Any, wanted: int, tries: int
) -> None:
    told = story("attempts").start(tries=0, wanted=wanted)
    assert told.variables["tries"] == tries
    assert told.outcome == "completed"
