"""Cancelling and retrying, looked at before they are done."""

from __future__ import annotations

from typing import Any

import pytest

from engine import tables
from engine.errors import InstanceClosed, OperationRefused
from tests.diagrams import bundle, chain, diagram, end, script, start
from tests.world import World

BY: Any = {"by": "admin", "reason": "Begun by mistake"}
SUM = diagram(
    "sum", start(), script("add", "{ total: missing + 1 }"), end(), chain("begin", "add", "done")
)


@pytest.fixture
def told(told_on_each: World) -> World:
    """On each kind of database."""
    return told_on_each


def sentences(effect: Any) -> list[str]:
    return [one.sentence for one in effect.consequences]


def test_a_cancellation_is_shown_first_and_cannot_be_taken_back(told: World) -> None:
    instance = told.start("loan")
    would = told.engine.operating(**BY, dry_run=True).cancel(instance)
    assert would.final == "The instance is cancelled."
    assert "“Request” closes. What was written for it is kept." in sentences(would)
    assert told.status(instance) == "active"
    assert told.engine.operating(**BY).cancel(instance) == would
    assert told.status(instance) == "cancelled"
    with pytest.raises(InstanceClosed):
        told.engine.operating(**BY).undo(instance)


def test_a_retry_shows_whether_it_would_go_on(told: World) -> None:
    told.deploy(bundle(SUM))
    instance = told.start("sum")
    incident = told.row(tables.Incident, state="open")
    would = told.engine.operating(**BY, dry_run=True).retry(instance, incident.id)
    assert sentences(would) == ["It is held up again as before."]
    told.engine.operating(**BY).change_variables(instance, {"missing": 1})
    would = told.engine.operating(**BY, dry_run=True).retry(instance, incident.id)
    assert "The instance is completed; it was active." in sentences(would)
    assert told.status(instance) == "active"
    told.engine.operating(**BY).retry(instance, incident.id)
    assert told.status(instance) == "completed"


def test_an_instance_that_never_waited_has_nothing_to_take_back(told: World) -> None:
    instance = told.start("loan")
    with pytest.raises(OperationRefused, match="nothing to take back"):
        told.engine.operating(**BY).undo(instance)
