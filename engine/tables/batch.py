"""An operation by hand on many instances: what is to be done, and what became of each."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from engine.database import Base, Json, Tenanted, UtcDateTime, Values


class Batch(Tenanted, Base):
    """One operation for many instances. `state` looking (every one is tried and rolled back),
    looked, running, done or cancelled; `job_id` is the job that does it. `act` is the operation,
    without its values once it is over. `selection` says in words what was chosen. `told` counts
    the sentences of what would happen. `retry_of` is the batch whose failures are tried again.
    """

    __tablename__ = "batch"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    act: Mapped[dict[str, Any]] = mapped_column(Values)
    selection: Mapped[str]
    state: Mapped[str] = mapped_column(String(20))
    total: Mapped[int]
    told: Mapped[list[Any]] = mapped_column(Json)
    job_id: Mapped[UUID]
    retry_of: Mapped[UUID | None]
    by: Mapped[str] = mapped_column(String(100))
    reason: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    begun_by: Mapped[str | None] = mapped_column(String(100))
    begun_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_by: Mapped[str | None] = mapped_column(String(100))
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (Index("ix_batch_at", "tenant_id", "at"),)


class BatchItem(Tenanted, Base):
    """One of them, in the order of `number`. `state` waiting, fits or refused after the look, done,
    failed or cancelled. An incident of no instance has no `instance_id`. `seen` is the instance's
    version at the look: one that has moved since is left alone. `sentence` says why it was refused
    or has failed: no content.
    """

    __tablename__ = "batch_item"

    batch_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    instance_id: Mapped[UUID | None]
    incident_id: Mapped[UUID | None]
    business_key: Mapped[str | None] = mapped_column(String(200))
    state: Mapped[str] = mapped_column(String(20))
    seen: Mapped[int | None]
    sentence: Mapped[str]
    told: Mapped[list[Any]] = mapped_column(Json)
    at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "batch_id"], ["batch.tenant_id", "batch.id"]),
        ForeignKeyConstraint(
            ["tenant_id", "instance_id"], ["process_instance.tenant_id", "process_instance.id"]
        ),
        Index("ix_batch_item_state", "tenant_id", "batch_id", "state", "number"),
        Index("ix_batch_item_instance", "tenant_id", "instance_id"),
    )
