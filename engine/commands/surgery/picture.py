"""An instance as its rows show it at one moment, and what differs between two such moments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.tables import Incident, Job, Mail, MessageSubscription, ProcessInstance, UserTask

LIVE = ("ready", "leased", "suspended")


@dataclass(frozen=True)
class Picture:
    """Rows by position or id. `jobs` are timers and services: kind, element, due."""

    status: str
    user_tasks: Mapping[UUID, tuple[str, str, str | None, datetime | None]]
    jobs: Mapping[UUID, tuple[str, str, datetime | None]]
    messages: Mapping[UUID, tuple[str, str]]
    letters: Mapping[UUID, tuple[str, str]]
    incidents: Mapping[UUID, tuple[str, str]]


def picture(session: Session, row: ProcessInstance) -> Picture:
    """What the rows of this instance say now, in the transaction of `session`."""
    session.flush()
    mine = _mine(session, row)
    return Picture(
        row.status,
        {t.id: (t.element_id, t.name, _who(t), t.due_at) for t in mine(UserTask) if _open(t)},
        {j.task_id: _job(j) for j in mine(Job) if j.task_id and j.state in LIVE},
        {m.id: (m.element_id, m.message) for m in mine(MessageSubscription)},
        {m.id: (m.letter, m.recipient) for m in mine(Mail)},
        {i.id: (i.element_id, i.sentence) for i in mine(Incident) if i.state == "open"},
    )


def _mine(session: Session, row: ProcessInstance) -> Any:
    def of(table: Any) -> Any:
        query = select(table).filter_by(tenant_id=row.tenant_id, instance_id=row.id)
        return session.scalars(query.execution_options(populate_existing=True)).all()

    return of


def _open(row: UserTask) -> bool:
    return row.state in ("open", "suspended")


def _who(row: UserTask) -> str | None:
    return row.assignee or row.candidate_group


def _job(row: Job) -> tuple[str, str, datetime | None]:
    return row.kind, row.element_id or "", row.due_at if row.kind == "timer" else None
