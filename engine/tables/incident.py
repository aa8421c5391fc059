"""What went wrong, what it has in common with others, and who looks at it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from engine.database import Base, Json, Tenanted, UtcDateTime, partial_index

RESOLVED = "state = 'resolved'"


class Incident(Tenanted, Base):
    """Something a person has to look at. Open until retried with success, the work
    moved on, or it was closed by hand.

    `cause` is the same for incidents of one cause (engine.causes); `process_key` is that of the
    instance, if there is one. `last_at` is when it last happened.
    """

    __tablename__ = "incident"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    instance_id: Mapped[UUID | None]
    task_id: Mapped[UUID | None]
    job_id: Mapped[UUID | None]
    element_id: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(20))
    sentence: Mapped[str]
    state: Mapped[str] = mapped_column(String(20))
    occurrences: Mapped[int]
    detail: Mapped[dict[str, Any]] = mapped_column(Json)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_at: Mapped[datetime] = mapped_column(UtcDateTime)
    process_key: Mapped[str | None] = mapped_column(String(100))
    cause: Mapped[str] = mapped_column(String(16))
    resolved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    resolved_by: Mapped[str | None] = mapped_column(String(100))
    reason: Mapped[str | None]

    __table_args__ = (
        partial_index("ix_incident_open", "tenant_id", "created_at", where="state = 'open'"),
        partial_index("ix_incident_cause_open", "tenant_id", "cause", where="state = 'open'"),
        Index("ix_incident_cause", "tenant_id", "cause", "state", "created_at", "id"),
        partial_index("ix_incident_resolved", "tenant_id", "resolved_at", where=RESOLVED),
        Index("ix_incident_instance", "tenant_id", "instance_id"),
        Index("ix_incident_job", "tenant_id", "job_id"),
    )


class IncidentCare(Tenanted, Base):
    """Who looks after the incidents of one cause: also those that open from now on."""

    __tablename__ = "incident_care"

    cause: Mapped[str] = mapped_column(String(16), primary_key=True)
    person: Mapped[str] = mapped_column(String(100))
    by: Mapped[str] = mapped_column(String(100))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class IncidentNote(Tenanted, Base):
    """What somebody found out about a cause, for whoever meets it next. No case content."""

    __tablename__ = "incident_note"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    cause: Mapped[str] = mapped_column(String(16))
    by: Mapped[str] = mapped_column(String(100))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    words: Mapped[str]

    __table_args__ = (Index("ix_incident_note_cause", "tenant_id", "cause", "at"),)
