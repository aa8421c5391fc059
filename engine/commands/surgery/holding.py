"""Holding back the rows of a suspended instance, and letting them go again."""

from __future__ import annotations

from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from engine.tables import Job, Offer, ProcessInstance, UserTask

HELD = "suspended"
UNSYNCHRONISED = {"synchronize_session": False}


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


def _switch(session: Session, row: ProcessInstance, was: str, now: str, jobs: str) -> None:
    version = {"version": UserTask.version + 1}
    _update(session, row, UserTask, UserTask.state == was, state=now, **version)
    _update(session, row, Offer, Offer.state == was, state=now)
    due = (Job.state == jobs) & Job.kind.in_(("timer", "service"))
    _update(session, row, Job, due, state="ready" if jobs == HELD else HELD)


def _update(session: Session, row: ProcessInstance, table: Any, which: Any, **values: Any) -> None:
    mine = (table.tenant_id == row.tenant_id, table.instance_id == row.id, which)
    session.execute(update(table).where(*mine).values(**values), execution_options=UNSYNCHRONISED)
