"""Skipping, moving and going back by hand: rows follow, words stay, and a reason is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from engine import queries, tables
from engine.effects import Effect
from engine.errors import NotFound, OperationRefused, OutOfDate
from tests.engine.surgery.conftest import request
from tests.world import World

BY: Any = {"by": "admin", "reason": "The librarian is ill"}
Requested = Callable[[], UUID]


def sentences(effect: Effect) -> list[str]:
    return [one.sentence for one in effect.consequences]


def places(told: World) -> list[str]:
    return sorted(task.element_id for task in told.open())


def test_a_dry_run_says_what_would_happen_and_changes_nothing(
    told: World, requested: Requested
) -> None:
    instance = requested()
    position = told.task("grant").id
    would = told.engine.operating(**BY, dry_run=True).skip(instance, position, {})
    assert "“Grant” closes. What was written for it is kept." in sentences(would)
    assert "“Lend” is carried out." in sentences(would)
    assert places(told) == ["grant"]
    assert told.rows(tables.Operation) == []
    did = told.engine.operating(**BY).skip(instance, position, {})
    assert did == would
    told.work()
    assert places(told) == ["return"]


def test_skipping_keeps_the_answers_in_the_name_of_the_one_who_skips(
    told: World, requested: Requested
) -> None:
    instance = told.start("loan")
    position = told.task("request").id
    told.engine.operating(**BY).skip(instance, position, {"book": "Persuasion"})
    sent = told.row(tables.Submission)
    assert (sent.by, sent.answers) == ("admin", {"book": "Persuasion"})
    row = told.row(tables.UserTask, element_id="request")
    assert (row.state, row.completed_by) == ("completed", "admin")
    assert places(told) == ["grant"]
    line = next(kind for kind, _, by in told.told(instance) if by == "admin")
    assert line == "operation"
    with told.database.read() as session:
        [logged] = queries.audit_log(session, "main", about=str(instance)).rows
    assert (logged.action, logged.detail["reason"]) == ("skip", BY["reason"])


def test_a_token_is_moved_to_another_element(told: World, requested: Requested) -> None:
    instance = requested()
    effect = told.engine.operating(**BY).move(instance, told.task("grant").id, "return")
    assert places(told) == ["return"]
    assert told.row(tables.UserTask, element_id="grant").state == "cancelled"
    assert any("A timer at “late” is set to" in one for one in sentences(effect))


@pytest.mark.parametrize(
    ("goal", "words"),
    [
        ("late", "begins by an event"),
        ("begin", "begins by an event"),
        ("nowhere", "neither beside the token nor around it"),
    ],
)
def test_a_token_is_not_moved_where_no_flow_leads(
    told: World, requested: Requested, goal: str, words: str
) -> None:
    instance = requested()
    with pytest.raises(OperationRefused, match=words):
        told.engine.operating(**BY).move(instance, told.task("grant").id, goal)
    assert places(told) == ["grant"]


def test_going_back_gives_people_their_words_again(told: World, requested: Requested) -> None:
    instance = requested()
    told.submit("grant", by="noor", yes=True)
    told.work()
    assert places(told) == ["return"]
    told.engine.operating(**BY).go_back(instance, "grant")
    assert places(told) == ["grant"]
    opened = told.task("grant")
    assert opened.assignee == "noor"
    draft = told.row(tables.Draft, user_task_id=opened.id)
    assert (draft.person, draft.answers) == ("noor", {"yes": True})
    assert told.rows(tables.Job, kind="timer", state="ready") == []
    told.submit("grant", by="noor", yes=True)
    told.work()
    assert places(told) == ["return"]


def test_there_is_no_way_back_to_what_is_not_behind(told: World, requested: Requested) -> None:
    instance = requested()
    with pytest.raises(OperationRefused, match='after "return"'):
        told.engine.operating(**BY).go_back(instance, "return")


def test_nothing_is_done_without_a_reason(told: World, requested: Requested) -> None:
    instance = requested()
    with pytest.raises(OperationRefused, match="no reason"):
        told.engine.operating(by="admin", reason=" ").go_back(instance, "request")
    assert places(told) == ["grant"]


def test_a_page_that_is_out_of_date_moves_nothing(told: World, requested: Requested) -> None:
    instance = requested()
    seen = told.row(tables.ProcessInstance).version
    position = told.task("grant").id
    told.submit("grant", by="noor")
    with pytest.raises(OutOfDate):
        told.engine.operating(**BY, seen=seen).skip(instance, position, {})
    with pytest.raises(NotFound):
        told.engine.operating(**BY).skip(instance, position, {})


def test_what_is_taken_back_is_as_it_was(told_on_each: World) -> None:
    told = told_on_each
    instance = request(told)
    before = told.task("grant")
    told.engine.save_draft(before.id, {"yes": "perhaps"}, {}, by="noor")
    state = told.row(tables.ProcessInstance).state
    operating: Any = told.engine.operating(**BY)
    operating.move(instance, before.id, "return")
    operating.undo(instance)
    assert places(told) == ["grant"]
    assert told.task("grant").id == before.id
    assert told.row(tables.Draft).answers == {"yes": "perhaps"}
    assert told.row(tables.ProcessInstance).state == state
    assert told.rows(tables.Job, kind="timer", state="ready") == []
    told.submit("grant", by="noor", yes=True)


def test_what_was_carried_out_or_went_on_is_not_taken_back(
    told: World, requested: Requested
) -> None:
    instance = requested()
    operating: Any = told.engine.operating(**BY)
    operating.skip(instance, told.task("grant").id, {})
    told.work()
    with pytest.raises(OperationRefused, match="happened since"):
        operating.undo(instance)
