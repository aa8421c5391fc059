"""Stopping an instance for good."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engine import queries, tables
from engine.errors import AlreadyDone, InstanceClosed
from tests.diagrams import boundary, bundle, chain, diagram, end, script, start, user
from tests.world import World

HELD = diagram(
    "held",
    start(),
    '<parallelGateway id="fork"/>',
    script("divide", "{ half: missing / 2 }"),
    user("write", assignee='"maya"'),
    boundary("late", "write", "P10D"),
    end(),
    end("written"),
    end("over"),
    chain("begin", "fork", "divide", "done"),
    chain("fork", "write", "written"),
    chain("late", "over"),
)


def test_everything_it_waited_for_is_closed(world: Callable[..., World]) -> None:
    told = world()
    told.deploy(bundle(HELD))
    instance = told.start("held")
    incident = told.row(tables.Incident, state="open")
    told.engine.cancel(instance, by="admin", reason="Begun by mistake")
    assert told.status(instance) == "cancelled"
    assert told.open() == []
    assert told.row(tables.Job).state == "cancelled"
    assert told.row(tables.Incident).state == "resolved"
    assert ("cancelled", None, "admin") in told.told(instance)
    with pytest.raises(InstanceClosed):
        told.engine.cancel(instance, by="admin", reason="Again")
    with pytest.raises(AlreadyDone):
        told.engine.retry(incident.id, by="admin", reason="Too late")
    with told.database.read() as session:
        log = queries.audit_log(session, "main", about=str(instance)).rows
    assert [(line.action, line.detail) for line in log] == [
        ("cancel", {"reason": "Begun by mistake"})
    ]


def test_an_instance_nothing_will_move_is_an_incident(world: Callable[..., World]) -> None:
    stuck = diagram(
        "stuck",
        start(),
        '<exclusiveGateway id="pick" default="pick__b"/><task id="a"/><task id="b"/>'
        '<parallelGateway id="both"/><sequenceFlow id="pick__a" sourceRef="pick" targetRef="a">'
        "<conditionExpression>false</conditionExpression></sequenceFlow>",
        end(),
        chain("begin", "pick", "b", "both", "done"),
        chain("a", "both"),
    )
    told = world()
    told.deploy(bundle(stuck))
    told.start("stuck")
    assert told.row(tables.Incident).kind == "stalled"
