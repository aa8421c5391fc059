"""The job: the one truth about work that is to be done later."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from engine.database import Base, Tenanted, UtcDateTime, Values, partial_index

HELD = "state IN ('incident', 'suspended')"
AGAIN = "state = 'ready' AND attempts > 0"


class Job(Tenanted, Base):
    """Due work: kind timer, service, mail, message, signal, start, switch (to another version),
    carry (an instance over to it), batch, verify or count; state ready, leased, done, cancelled,
    incident, or suspended with its instance. `queue` keeps mail and slow work from holding up
    timers. `lease_token` is known only to the worker that holds the lease. `rule` is what made
    `due_at`, as the diagram says it.
    """

    __tablename__ = "job"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    queue: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(20))
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    instance_id: Mapped[UUID | None]
    task_id: Mapped[UUID | None]
    element_id: Mapped[str | None] = mapped_column(String(200))
    payload: Mapped[dict[str, Any]] = mapped_column(Values)
    rule: Mapped[str | None]
    dedupe_key: Mapped[str] = mapped_column(String(400))
    attempts: Mapped[int]
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    lease_token: Mapped[UUID | None]
    last_error: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (
        UniqueConstraint("tenant_id", "dedupe_key"),
        partial_index(
            "ix_job_due",
            *("tenant_id", "queue", "due_at", "id"),
            # A list of them is narrowed by these without a look at the jobs.
            *("kind", "element_id"),
            where="state = 'ready'",
        ),
        partial_index("ix_job_lease", "tenant_id", "lease_until", where="state = 'leased'"),
        partial_index("ix_job_again", "tenant_id", "due_at", "id", where=AGAIN),
        partial_index("ix_job_held", "tenant_id", "due_at", "id", where=HELD),
        Index("ix_job_instance", "tenant_id", "instance_id"),
    )
