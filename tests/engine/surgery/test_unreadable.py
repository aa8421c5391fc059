"""An instance that cannot be opened is left alone, seen, and ended; everything else goes on."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import update

from engine import queries, tables
from engine.acting import stands
from engine.errors import InstanceUnreadable
from tests.diagrams import boundary, bundle, catch, chain, diagram, end, start, user
from tests.world import World

BY: Any = {"by": "admin", "reason": "It is worn out"}
WAITS = diagram(
    "waits",
    start(),
    catch("hear", "news", '"all"'),
    user("read", assignee='"maya"'),
    boundary("late", "read", "P1D"),
    end(),
    chain("begin", "hear", "read", "done"),
    chain("late", "done"),
    messages=("news",),
)


@pytest.fixture
def two(told: World) -> tuple[UUID, UUID]:
    """Two instances that wait for the same news; the first cannot be opened."""
    told.deploy(bundle(WAITS))
    first, second = sorted(told.start("waits") for _ in "ab")
    spoil(told, first)
    return first, second


def spoil(told: World, instance: UUID) -> bytes:
    """Make a state unreadable; gives what it was."""
    row = told.row(tables.ProcessInstance, id=instance)
    with told.database.write() as session:
        worn = update(tables.ProcessInstance).where(tables.ProcessInstance.id == instance)
        session.execute(worn.values(state=b"worn out"))
    return bytes(row.state)


def test_it_holds_up_nobody_who_waits_for_the_same(told: World, two: tuple[UUID, UUID]) -> None:
    first, second = two
    assert told.engine.correlate("news", "all", {}, by="noor") == [first, second]
    assert told.task("read").instance_id == second
    incident = told.row(tables.Incident, state="open")
    assert (incident.kind, incident.instance_id) == ("unreadable", first)
    assert "worn out" not in incident.sentence


def test_its_timer_is_an_incident_at_once_and_goes_on_when_it_can(told: World) -> None:
    told.deploy(bundle(WAITS))
    instance = told.start("waits")
    told.engine.correlate("news", "all", {}, by="noor")
    state = spoil(told, instance)
    told.later(days=1)
    incident = told.row(tables.Incident, state="open")
    assert (incident.kind, incident.process_key) == ("unreadable", "waits")
    with told.database.write() as session:
        session.execute(update(tables.ProcessInstance).values(state=state))
    told.engine.retry(incident.id, by="admin", reason="The release was mended")
    told.work()
    assert told.status(instance) == "completed"


def test_who_completes_its_user_task_is_done_with_it(told: World, two: tuple[UUID, UUID]) -> None:
    _, second = two
    told.engine.correlate("news", "all", {}, by="noor")
    state = spoil(told, second)
    assert told.submit("read").incident
    assert told.open() == []
    incident = told.row(tables.Incident, state="open", instance_id=second)
    assert told.engine.retry(incident.id, by="admin", reason="Perhaps") is False
    assert told.row(tables.Incident, id=incident.id).occurrences == 2
    with told.database.write() as session:
        whole = update(tables.ProcessInstance).where(tables.ProcessInstance.id == second)
        session.execute(whole.values(state=state))
    assert told.engine.retry(incident.id, by="admin", reason="It was mended") is True
    assert told.status(second) == "completed"


def test_it_can_be_ended_and_nothing_else(told: World, two: tuple[UUID, UUID]) -> None:
    first, second = two
    with pytest.raises(InstanceUnreadable):
        told.engine.operating(**BY).change_variables(first, {"a": 1})
    plan = told.engine.plan_migration(told.row(tables.Deployment, key="test", active=True).id)
    assert plan.instances == ()
    would = told.engine.operating(**BY, dry_run=True).cancel(first)
    assert would.final == "The instance is cancelled."
    told.engine.operating(**BY).cancel(first)
    assert told.status(first) == "cancelled"
    assert told.row(tables.MessageSubscription).instance_id == second
    with told.database.read() as session:
        assert queries.verify_history(session, "main", first) is None


def test_one_whose_version_cannot_be_read_is_ended_too(told: World, two: tuple[UUID, UUID]) -> None:
    first, second = two
    with told.database.write() as session:
        row = session.get_one(tables.ProcessInstance, ("main", second))
        files = update(tables.DeploymentFile).where(tables.DeploymentFile.path.endswith(".bpmn"))
        mine = files.where(tables.DeploymentFile.deployment_id == row.deployment_id)
        session.execute(mine.values(content=b"<worn"))
    other = World(told.database)
    with other.database.read() as session:
        standing = stands(other.engine.context, session, second)
    assert standing.whole == ("cancel",)
    assert "Its version cannot be read" in standing.unreadable
    would = other.engine.operating(**BY, dry_run=True).cancel(second)
    assert "“hear” no longer waits for the message news." in [
        c.sentence for c in would.consequences
    ]
    assert other.status(second) == "active"
    other.engine.operating(**BY).cancel(second)
    assert other.status(second) == "cancelled"
    other.engine.cancel(first, **BY)
    assert other.rows(tables.MessageSubscription) == []
