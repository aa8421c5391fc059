"""The shortest whole story: a script, a person, a choice, and a night in the database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from engine.errors import AlreadyDone

from .conftest import Story

Tell = Callable[..., Story]


def test_a_person_is_asked_and_the_answer_decides_the_way(story: Tell) -> None:
    told = story("approval").start(price=4, manager="mia")
    [task] = told.tasks()
    assert (task.assignee, task.candidate_group, task.lane) == ("mia", "managers", "Manager")
    assert task.due == datetime(2026, 12, 10, 23, 59, 59, tzinfo=UTC)
    assert (task.form, task.context, task.texts["why"]) == (
        "approve",
        {"total": 8},
        "You manage the team.",
    )
    told.reload().submit("ask", approved="yes")
    assert told.outcome == "completed"
    assert told.variables["approved"] is True
    assert told.variables["approved_by"] == "amy"
    assert told.variables["due_on"] == date(2026, 12, 10)
    ended = [s.element_id for s in told.execution.take_steps() if s.state == "completed"]
    assert ended == ["ask", "decide", "yes"]


def test_nothing_of_the_answers_is_kept_but_the_results(story: Tell) -> None:
    told = story("approval").start(price=4, manager="mia").submit("ask", approved="no", secret="x")
    assert "secret" not in str(told.execution.save())
    assert "answers" not in told.variables


def test_a_user_task_is_completed_once(story: Tell) -> None:
    told = story("approval").start(price=4, manager="mia")
    [task] = told.tasks()
    told.submit("ask", approved="no")
    with pytest.raises(AlreadyDone):
        told.execution.complete(task.task_id, {"answers": {}})
