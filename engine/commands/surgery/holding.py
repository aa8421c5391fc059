"""Holding back the rows of a suspended instance, and letting them go again."""

from __future__ import annotations

from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from engine.model import ServiceWait, TimerWait, Waits
from engine.tables import (
    Job,
    MessageSubscription,
    Offer,
    ProcessInstance,
    SignalSubscription,
    UserTask,
)

HELD = "suspended"
UNSYNCHRONISED = {"synchronize_session": False}
NEWER = {"version": UserTask.version + 1}


def hold_back(session: Session, row: ProcessInstance) -> None:
    """Take its user tasks and offers out of the inboxes, its timers and services out of the queue.

    A job that is being worked at right now sees the suspension when it comes to write.
    """
    _switch(session, row, "open", HELD, "ready")


def let_go(session: Session, row: ProcessInstance) -> None:
    """Put them all back."""
    _switch(session, row, HELD, "open", HELD)


def belong(session: Session, row: ProcessInstance) -> None:
    """Let its open user tasks and offers belong to the deployment that it runs on now."""
    for table in (UserTask, Offer):
        live = table.state.in_(("open", HELD))
        _update(session, row, table, live, deployment_id=row.deployment_id)


def describe(session: Session, row: ProcessInstance, waits: Waits) -> None:
    """Let its rows say what the version it runs on now calls the same positions."""
    for task in waits.user_tasks.values():
        said = {"element_id": task.element_id, "name": task.name, "lane": task.lane}
        said |= {"form": task.form}
        _update(session, row, UserTask, UserTask.id == task.task_id, **said, **NEWER)
    jobs: list[TimerWait | ServiceWait] = [*waits.timers.values(), *waits.services.values()]
    for wait in jobs:
        _update(session, row, Job, Job.task_id == wait.task_id, element_id=wait.element_id)
    for message in waits.messages.values():
        for table in (MessageSubscription, Offer):
            which = table.id == message.task_id
            _update(session, row, table, which, element_id=message.element_id)
    for signal in waits.signals.values():
        which = SignalSubscription.id == signal.task_id
        _update(session, row, SignalSubscription, which, element_id=signal.element_id)


def _switch(session: Session, row: ProcessInstance, was: str, now: str, jobs: str) -> None:
    _update(session, row, UserTask, UserTask.state == was, state=now, **NEWER)
    _update(session, row, Offer, Offer.state == was, state=now)
    due = (Job.state == jobs) & Job.kind.in_(("timer", "service"))
    _update(session, row, Job, due, state="ready" if jobs == HELD else HELD)


def _update(session: Session, row: ProcessInstance, table: Any, which: Any, **values: Any) -> None:
    mine = (table.tenant_id == row.tenant_id, table.instance_id == row.id, which)
    session.execute(update(table).where(*mine).values(**values), execution_options=UNSYNCHRONISED)
