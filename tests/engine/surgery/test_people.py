"""Giving a user task to others, bringing a message by hand, trying again with a change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from engine import tables
from engine.errors import NotFound, OperationRefused, OutOfDate
from tests.diagrams import bundle, catch, chain, diagram, end, script, start, user
from tests.world import NOON, World

BY: Any = {"by": "admin", "reason": "She is on leave"}
Requested = Callable[[], UUID]
WAITS = diagram(
    "waits",
    start(),
    catch("hear", "news", '"all"'),
    user("read", assignee="news.reader"),
    end(),
    chain("begin", "hear", "read", "done"),
    messages=("news",),
)
SUM = diagram(
    "sum", start(), script("add", "{ total: missing + 1 }"), end(), chain("begin", "add", "done")
)


@pytest.fixture
def told(told_on_each: World) -> World:
    """On each kind of database."""
    return told_on_each


def sentences(effect: Any) -> list[str]:
    return [one.sentence for one in effect.consequences]


def test_a_user_task_goes_to_another_and_comes_back(told: World, requested: Requested) -> None:
    instance = requested()
    task = told.task("grant").id
    would = told.engine.operating(**BY, dry_run=True).reassign(instance, task, person="omar")
    assert sentences(would) == ["“Grant” goes to omar instead of noor."]
    assert told.task("grant").assignee == "noor"
    assert told.engine.operating(**BY).reassign(instance, task, person="omar") == would
    assert told.task("grant").assignee == "omar"
    told.engine.operating(**BY).undo(instance)
    assert told.task("grant").assignee == "noor"
    told.engine.operating(**BY).reassign(instance, task, group="managers")
    assert (told.task("grant").assignee, told.task("grant").candidate_group) == (None, "managers")


def test_nobody_puts_anything_into_their_own_hands(told: World, requested: Requested) -> None:
    instance, task = requested(), told.task("grant").id
    own = told.engine.operating(by="maya", reason="I would like to read it")
    for to in ({"person": "maya"}, {"group": "managers"}):
        with pytest.raises(OperationRefused, match="into your own hands"):
            own.reassign(instance, task, **to)
    with pytest.raises(OperationRefused, match="name yourself"):
        own.change_variables(instance, {"who": {"next": ["maya"]}})
    assert told.task("grant").assignee == "noor"


def test_what_is_not_there_is_given_to_nobody(told: World, requested: Requested) -> None:
    instance = requested()
    operating = told.engine.operating(**BY)
    with pytest.raises(NotFound):
        operating.reassign(instance, instance, person="omar")
    with pytest.raises(OperationRefused, match="one person or to one group"):
        operating.reassign(instance, told.task("grant").id)
    done = told.row(tables.UserTask, element_id="request")
    with pytest.raises(OperationRefused, match="no longer open"):
        operating.reassign(instance, done.id, person="omar")


def test_a_changed_date_is_taken_back(told: World, requested: Requested) -> None:
    instance = requested()
    task = told.task("grant")
    told.engine.operating(**BY).change_due(instance, task.id, NOON + timedelta(days=30))
    told.engine.operating(**BY).undo(instance)
    assert (told.task("grant").due_at, told.task("grant").sort_at) == (task.due_at, task.sort_at)


def test_the_second_of_two_administrators_is_told(told: World, requested: Requested) -> None:
    instance = requested()
    seen = told.row(tables.ProcessInstance, id=instance).version
    task = told.task("grant").id
    told.engine.operating(**BY, seen=seen).reassign(instance, task, person="omar")
    with pytest.raises(OutOfDate):
        told.engine.operating(**BY, seen=seen).reassign(instance, task, person="maya")
    assert told.task("grant").assignee == "omar"


def test_a_message_is_brought_by_hand_and_taken_back(told: World) -> None:
    told.deploy(bundle(WAITS))
    instance = told.start("waits")
    place = told.row(tables.MessageSubscription).id
    news = {"reader": "maya"}
    would = told.engine.operating(**BY, dry_run=True).tell(instance, place, news)
    assert "“hear” no longer waits for the message news." in sentences(would)
    assert told.open() == []
    told.engine.operating(**BY).tell(instance, place, news)
    assert told.task("read").assignee == "maya"
    assert "maya" not in str([line.detail for line in told.rows(tables.AuditLog)])
    told.engine.operating(**BY).undo(instance)
    assert told.row(tables.MessageSubscription).id == place
    with pytest.raises(OperationRefused, match="No message"):
        told.engine.operating(**BY).tell(instance, instance, news)


def test_an_incident_is_tried_again_with_what_was_missing(told: World) -> None:
    told.deploy(bundle(SUM))
    instance = told.start("sum")
    incident = told.row(tables.Incident, state="open").id
    would = told.engine.operating(**BY, dry_run=True).retry(instance, incident, {"missing": 1})
    assert "The instance is completed; it was active." in sentences(would)
    assert told.status(instance) == "active"
    told.engine.operating(**BY).retry(instance, incident, {"missing": 1})
    assert told.status(instance) == "completed"
