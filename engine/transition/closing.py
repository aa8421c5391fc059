"""Closing an instance by its rows alone: one whose state cannot be opened can still be ended."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from engine.context import Context
from engine.tables import (
    ActivityInstance,
    Job,
    MessageSubscription,
    Offer,
    ProcessInstance,
    SignalSubscription,
    UserTask,
)

LIVE = ("open", "suspended")
WORK = ("ready", "leased", "incident", "suspended")
UNSYNCHRONISED = {"synchronize_session": False}


def close_rows(context: Context, session: Session, row: ProcessInstance) -> None:
    """Cancel the instance, which is locked, and everything that its rows say it waits for."""
    now = context.now()
    row.status, row.ended_at = "cancelled", now
    session.flush()
    closed = {"state": "cancelled", "completed_at": now, "version": UserTask.version + 1}
    _set(session, row, UserTask, LIVE, closed)
    _set(session, row, Offer, LIVE, {"state": "withdrawn"})
    _set(session, row, Job, WORK, {"state": "cancelled", "ended_at": now}, "timer", "service")
    _end_passages(session, row)
    for table in (MessageSubscription, SignalSubscription):
        mine = (table.tenant_id == row.tenant_id, table.instance_id == row.id)
        session.execute(delete(table).where(*mine), execution_options=UNSYNCHRONISED)


def _end_passages(session: Session, row: ProcessInstance) -> None:
    table = ActivityInstance
    mine = (table.tenant_id == row.tenant_id, table.instance_id == row.id)
    ended = {"ended_at": row.ended_at, "outcome": "cancelled"}
    statement = update(table).where(*mine, table.ended_at.is_(None)).values(**ended)
    session.execute(statement, execution_options=UNSYNCHRONISED)


def _set(
    session: Session,
    row: ProcessInstance,
    table: Any,
    states: tuple[str, ...],
    values: dict[str, Any],
    *kinds: str,
) -> None:
    mine = (table.tenant_id == row.tenant_id, table.instance_id == row.id)
    statement = update(table).where(*mine, table.state.in_(states))
    if kinds:
        statement = statement.where(table.kind.in_(kinds))
    session.execute(statement.values(**values), execution_options=UNSYNCHRONISED)
