"""Changing variables and dates by hand, and suspending."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from engine import tables
from engine.errors import InstanceSuspended, OperationRefused
from engine.expressions import UnsafeValue
from tests.diagrams import bundle, catch, chain, diagram, end, start
from tests.world import NOON, World

BY: Any = {"by": "admin", "reason": "A month was agreed"}
Requested = Callable[[], UUID]


def test_a_variable_is_changed_and_its_value_is_in_no_account(
    told: World, requested: Requested
) -> None:
    instance = requested()
    told.engine.operating(**BY).change_variables(instance, {"wanted": "Sanditon"})
    assert "Sanditon" not in str([line.detail for line in told.rows(tables.History)])
    assert "Sanditon" not in str([line.detail for line in told.rows(tables.AuditLog)])
    told.submit("grant", by="noor")
    told.work()
    told.submit("return")
    assert told.status(instance) == "completed"


def test_a_value_that_cannot_be_kept_is_refused(told: World, requested: Requested) -> None:
    instance = requested()
    with pytest.raises(UnsafeValue):
        told.engine.operating(**BY).change_variables(instance, {"wanted": object()})


def test_a_timer_and_a_user_task_get_another_date(told: World, requested: Requested) -> None:
    instance = requested()
    later = NOON + timedelta(days=30)
    told.engine.operating(**BY).change_due(instance, told.task("grant").id, later)
    assert told.task("grant").due_at == later
    told.submit("grant", by="noor")
    told.work()
    timer = told.row(tables.Job, kind="timer", state="ready")
    past = told.engine.operating(**BY, dry_run=True).change_due(instance, timer.task_id, NOON)
    assert "in the past: the timer fires at once" in past.consequences[0].sentence
    told.engine.operating(**BY).change_due(instance, timer.task_id, later)
    told.later(days=29)
    assert told.status(instance) == "active"
    told.later(days=2)
    assert told.status(instance) == "completed"


def test_a_date_without_a_zone_is_refused(told: World, requested: Requested) -> None:
    instance = requested()
    position = told.task("grant").id
    with pytest.raises(OperationRefused, match="no time zone"):
        told.engine.operating(**BY).change_due(instance, position, NOON.replace(tzinfo=None))


@pytest.fixture
def lent(told: World, requested: Requested) -> UUID:
    instance = requested()
    told.submit("grant", by="noor")
    told.work()
    return instance


def test_while_it_is_suspended_nothing_moves_and_no_word_is_lost(told: World, lent: UUID) -> None:
    row = told.task("return")
    told.engine.operating(**BY).suspend(lent, stop_clock=True)
    assert told.status(lent) == "suspended"
    assert told.open() == []
    for send in (told.engine.save_draft, told.engine.complete):
        given: dict[str, Any] = {"by": "maya"}
        extra: tuple[Any, ...] = ({},) if send == told.engine.save_draft else ()
        given |= {} if extra else {"seen": row.version}
        with pytest.raises(InstanceSuspended):
            send(row.id, {"state": "a page is torn"}, *extra, **given)
    assert told.row(tables.Draft).answers == {"state": "a page is torn"}
    told.later(days=20)
    assert told.status(lent) == "suspended"
    with pytest.raises(OperationRefused, match="already"):
        told.engine.operating(**BY).suspend(lent, stop_clock=True)


@pytest.mark.parametrize(("stopped", "status"), [(True, "active"), (False, "completed")])
def test_dates_wait_with_it_or_pass_meanwhile(
    told: World, lent: UUID, stopped: bool, status: str
) -> None:
    told.engine.operating(**BY).suspend(lent, stop_clock=stopped)
    told.later(days=20)
    told.engine.operating(**BY).resume(lent)
    told.work()
    assert told.status(lent) == status
    if stopped:
        assert told.task("return").state == "open"
        told.later(days=13)
        assert told.status(lent) == "active"
        told.later(days=2)
        assert told.status(lent) == "completed"


def test_suspending_is_taken_back_like_anything_else(told: World, lent: UUID) -> None:
    operating: Any = told.engine.operating(**BY)
    operating.suspend(lent, stop_clock=False)
    operating.undo(lent)
    assert told.status(lent) == "active"
    assert [task.element_id for task in told.open()] == ["return"]
    told.later(days=15)
    assert told.status(lent) == "completed"


def test_an_operation_on_a_suspended_instance_is_held_back_too(told: World, lent: UUID) -> None:
    operating: Any = told.engine.operating(**BY)
    operating.suspend(lent, stop_clock=False)
    operating.go_back(lent, "grant")
    assert told.open() == []
    operating.resume(lent)
    assert [task.element_id for task in told.open()] == ["grant"]


def test_a_message_for_a_suspended_instance_is_refused_and_starts_nothing_else(
    told: World,
) -> None:
    waiting = diagram(
        "waiting", start(), catch("answer", "answer", '"A-1"'), end(),
        chain("begin", "answer", "done"), messages=("answer",),
    )  # fmt: skip
    told.deploy(bundle(waiting))
    instance = told.start("waiting")
    told.engine.operating(**BY).suspend(instance, stop_clock=False)
    with pytest.raises(InstanceSuspended):
        told.engine.correlate("answer", "A-1", {}, by="maya")
    told.engine.operating(**BY).resume(instance)
    assert told.engine.correlate("answer", "A-1", {}, by="maya") == [instance]
