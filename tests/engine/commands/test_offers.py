"""Offered messages: taken once, by whom they are offered to, with the answers kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engine import queries, tables
from engine.errors import AlreadyDone, AnswersRefused, NotAllowed, NotFound
from tests.diagrams import bundle
from tests.world import World

DIAGRAM = (Path(__file__).parents[2] / "bpmn" / "offering.bpmn").read_text()
REASON = {"type": "textfield", "key": "reason", "label": "Why?", "validate": {"required": True}}
FORM = json.dumps({"type": "default", "id": "reason", "title": "Why", "components": [REASON]})


@pytest.fixture
def told(world: Callable[..., World]) -> World:
    """An instance waits; Omar may go on, a manager may stop it."""
    made = world()
    made.deploy(bundle(DIAGRAM, forms___reason__form=FORM))
    made.start("offering", business_key="A-1", case="C-1", boss="omar")
    return made


def offer(told: World, element: str) -> Any:
    return told.row(tables.Offer, element_id=element)


def answer(told: World, element: str, by: str, **answers: Any) -> Any:
    row = offer(told, element)
    return told.engine.answer_offer(row.id, answers, by=by, seen=0)


def mine(told: World, person: str, *groups: str) -> list[str]:
    with told.database.read() as session:
        instance = told.row(tables.ProcessInstance).id
        found = queries.open_offers(session, "main", instance, person, groups)
        return [row.label for row in found]


def test_each_person_sees_what_is_offered_to_them(told: World) -> None:
    assert mine(told, "omar") == ["Go on"]
    assert mine(told, "maya", "managers") == ["Stop"]
    assert mine(told, "zoe", "staff") == []


def test_taking_it_moves_the_instance_and_keeps_the_answers(told: World) -> None:
    done = answer(told, "go_on", "omar", reason="away")
    row, instance = offer(told, "go_on"), told.row(tables.ProcessInstance)
    assert (row.state, row.taken, row.taken_by) == ("taken", 1, "omar")
    assert row.taken_at == told.clock.now()
    kept = told.row(tables.Submission, id=done.submission_id)
    assert (kept.user_task_id, kept.element_id, kept.form) == (None, "go_on", "reason")
    assert kept.answers == {"reason": "away"}
    assert ("offer taken", "go_on", "omar") in told.told(instance.id)
    assert mine(told, "omar") == []
    assert told.task("work")


def test_taken_once_is_taken(told: World) -> None:
    answer(told, "go_on", "omar", reason="away")
    with pytest.raises(AlreadyDone, match="You have done this already") as refused:
        answer(told, "go_on", "omar", reason="away")
    assert (refused.value.by, refused.value.at) == ("omar", told.clock.now())
    assert len(told.rows(tables.Submission)) == 1


def test_a_colleague_was_faster(told: World) -> None:
    answer(told, "came", "maya")
    assert told.status(told.row(tables.ProcessInstance).id) == "completed"
    with pytest.raises(AlreadyDone, match="Somebody else has"):
        answer(told, "came", "noor")


def test_what_the_process_left_behind_is_no_longer_offered(told: World) -> None:
    told.engine.cancel(told.row(tables.ProcessInstance).id, by="maya", reason="A test.")
    assert {row.state for row in told.rows(tables.Offer)} == {"withdrawn"}
    with pytest.raises(AlreadyDone, match="no longer offered"):
        answer(told, "go_on", "omar", reason="away")


@pytest.mark.parametrize(("element", "person"), [("go_on", "maya"), ("came", "omar")])
def test_it_is_refused_to_everybody_else(told: World, element: str, person: str) -> None:
    with pytest.raises(NotAllowed):
        answer(told, element, person, reason="away")
    assert {row.state for row in told.rows(tables.Offer)} == {"open"}
    assert told.rows(tables.Submission) == []


def test_the_form_is_judged_by_the_server(told: World) -> None:
    for wrong in ({}, {"reason": ""}, {"reason": "away", "other": "x"}):
        with pytest.raises(AnswersRefused):
            answer(told, "go_on", "omar", **wrong)
    assert offer(told, "go_on").state == "open"


def test_an_offer_that_never_was(told: World) -> None:
    with pytest.raises(NotFound):
        told.engine.answer_offer(told.task("work").id, {}, by="omar", seen=0)


def test_the_same_message_may_come_from_elsewhere(told: World) -> None:
    told.engine.correlate("goOn", "C-1", {"reason": "told"}, by="maya")
    assert offer(told, "go_on").state == "withdrawn"
    assert mine(told, "omar") == []


def test_what_may_be_done_again_is_not_done_again_from_an_old_page(told: World) -> None:
    """The message came from elsewhere without a reason, so that it is still offered."""
    told.engine.correlate("goOn", "C-1", {"reason": None}, by="maya")
    row = offer(told, "go_on")
    assert (row.state, row.taken) == ("open", 1)
    with pytest.raises(AlreadyDone):
        told.engine.answer_offer(row.id, {"reason": "away"}, by="omar", seen=0)
    told.engine.answer_offer(row.id, {"reason": "away"}, by="omar", seen=1)
    assert offer(told, "go_on").state == "taken"
