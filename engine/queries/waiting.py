"""What one instance waits for at this moment, as its rows say it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from engine.tables import (
    ActivityInstance,
    Incident,
    Job,
    MessageSubscription,
    Offer,
    SignalSubscription,
    UserTask,
)

OPEN = ("open", "suspended")
AHEAD = ("ready", "leased", "incident", "suspended")
MOST = 200


@dataclass(frozen=True)
class Waiting:
    """Rows that are open, oldest first and at most 200 of each kind; jobs by when they are due.

    `activities` are the elements it is at, also those that hold others inside them.
    """

    activities: Sequence[ActivityInstance]
    user_tasks: Sequence[UserTask]
    jobs: Sequence[Job]
    messages: Sequence[MessageSubscription]
    signals: Sequence[SignalSubscription]
    offers: Sequence[Offer]
    incidents: Sequence[Incident]

    @property
    def people(self) -> set[str]:
        """The people it waits for, by id."""
        asked = {row.assignee for row in self.user_tasks if row.assignee}
        return asked | {person for row in self.offers for person in row.people}


def waiting(session: Session, tenant: str, instance_id: UUID) -> Waiting:
    """Everything it waits for now."""

    def of(table: Any, order: str, *which: ColumnElement[bool]) -> Any:
        mine = (table.tenant_id == tenant, table.instance_id == instance_id, *which)
        first = select(table).where(*mine).order_by(getattr(table, order), table.id).limit(MOST)
        return session.scalars(first).all()

    passage: Any = ActivityInstance
    return Waiting(
        of(passage, "reached_at", passage.ended_at.is_(None), passage.type != "process"),
        of(UserTask, "created_at", UserTask.state.in_(OPEN)),
        of(Job, "due_at", Job.state.in_(AHEAD)),
        of(MessageSubscription, "created_at"),
        of(SignalSubscription, "created_at"),
        of(Offer, "created_at", Offer.state.in_(OPEN)),
        of(Incident, "created_at", Incident.state == "open"),
    )
