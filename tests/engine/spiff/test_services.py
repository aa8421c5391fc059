"""Handlers and decisions: called with evaluated inputs, at once or through a job."""

from __future__ import annotations

from typing import Any

import pytest

from engine.errors import AlreadyDone
from engine.expressions import UnsafeValue


def test_a_handler_is_called_with_its_inputs_and_its_outputs_are_kept(
    story: Any, host: Any
) -> None:
    host.answers["records.freeze"] = lambda inputs: {"record": 7}
    told = story("services").start(audit="a-1")
    [(operation, inputs, activity)] = host.calls
    assert (operation, inputs) == ("records.freeze", {"audit": "a-1", "stage": 2})
    assert activity.element_id == "freeze"
    assert told.variables["frozen"] == {"record": 7}
    assert told.names() == ["look"]


def test_slow_work_waits_as_a_job_and_is_finished_once(story: Any, host: Any) -> None:
    host.answers["records.freeze"] = lambda _: None
    told = story("services").start(audit="a-1").reload()
    [wait] = told.execution.waits().services.values()
    assert (wait.operation, wait.inputs) == ("records.freeze", {"audit": "a-1", "stage": 2})
    assert told.outcome == "active"
    assert not told.execution.problems()
    told.execution.finish_service(wait.task_id, {"record": 7})
    told.execution.run()
    assert told.variables["frozen"] == {"record": 7}
    with pytest.raises(AlreadyDone):
        told.execution.finish_service(wait.task_id, {"record": 7})


def test_a_result_may_not_hold_what_cannot_be_kept(story: Any, host: Any) -> None:
    host.answers["records.freeze"] = lambda _: {"typename": "x"}
    assert story("services").start(audit="a").problem().element_id == "freeze"


@pytest.mark.parametrize("poison", [{"typename": "x"}, {"__class__": 1}, {"a": [{"@d": "x"}]}])
def test_a_process_does_not_start_with_what_cannot_be_kept(story: Any, poison: Any) -> None:
    with pytest.raises(UnsafeValue):
        story("services").start(audit=poison)


@pytest.mark.parametrize(("grade", "way"), [("inadequate", "plan"), ("good", "none")])
def test_a_decision_gives_one_variable(story: Any, grade: str, way: str) -> None:
    told = story("rules").start(grade=grade)
    assert told.variables["way"] == way
    assert told.outcome == "completed"


def test_a_decision_that_fails_is_a_problem(story: Any) -> None:
    told = story("rules").start()
    assert (told.problem().kind, told.problem().element_id) == ("decision", "route")
