"""A running process instance, and what it waits to be told."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from engine.database import Base, CompressedJson, Tenanted, UtcDateTime, partial_index

LISTED = ("status", "process_key", "business_key", "cohort", "deployment_id")


class ProcessInstance(Tenanted, Base):
    """One run of a process definition, pinned to its deployment.

    `state` holds positions and variables only: no answers, no diagram. `version` is counted up by
    every write. `history_seq` and `history_digest` are the last link of its history. `cohort` is
    the group of instances it belongs to while versions are rolled out, by its bundle's [rollout].
    `begun_from` is the instance whose message, signal or handler began it, if one did.
    """

    __tablename__ = "process_instance"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    deployment_id: Mapped[UUID]
    process_key: Mapped[str] = mapped_column(String(100))
    business_key: Mapped[str | None] = mapped_column(String(200))
    status: Mapped[str] = mapped_column(String(20))
    version: Mapped[int] = mapped_column()
    state: Mapped[bytes] = mapped_column(LargeBinary)
    state_version: Mapped[int]
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    started_by: Mapped[str] = mapped_column(String(100))
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    history_seq: Mapped[int]
    history_digest: Mapped[str] = mapped_column(String(64))
    cohort: Mapped[str | None] = mapped_column(String(100))
    begun_from: Mapped[UUID | None]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "deployment_id"], ["deployment.tenant_id", "deployment.id"]
        ),
        Index("ix_process_instance_status", "tenant_id", "status", "started_at"),
        Index("ix_process_instance_business_key", "tenant_id", "business_key"),
        # All a list is narrowed by: it is read from the index alone, never past a state.
        Index("ix_process_instance_listed", "tenant_id", "started_at", "id", *LISTED),
        partial_index(
            "ix_process_instance_begun_from",
            *("tenant_id", "begun_from"),
            where="begun_from IS NOT NULL",
        ),
    )


class InstanceInput(Tenanted, Base):
    """What one step of an instance was told from outside, so that it can be run again on another
    version: `entries` as in engine.model.Received, in order. `version` orders the steps."""

    __tablename__ = "instance_input"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    instance_id: Mapped[UUID]
    version: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    entries: Mapped[list[dict[str, Any]]] = mapped_column(CompressedJson)

    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "instance_id"], ["process_instance.tenant_id", "process_instance.id"]
        ),
        Index("ix_instance_input_instance", "tenant_id", "instance_id"),
    )


class MessageSubscription(Tenanted, Base):
    """A place in an instance that waits for a message; `id` is the position's."""

    __tablename__ = "message_subscription"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    instance_id: Mapped[UUID]
    element_id: Mapped[str] = mapped_column(String(200))
    message: Mapped[str] = mapped_column(String(200))
    key: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "instance_id"], ["process_instance.tenant_id", "process_instance.id"]
        ),
        Index("ix_message_subscription_message", "tenant_id", "message", "key"),
        Index("ix_message_subscription_instance", "tenant_id", "instance_id"),
    )


class SignalSubscription(Tenanted, Base):
    """A place in an instance that waits for a signal; `id` is the position's."""

    __tablename__ = "signal_subscription"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    instance_id: Mapped[UUID]
    element_id: Mapped[str] = mapped_column(String(200))
    signal: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "instance_id"], ["process_instance.tenant_id", "process_instance.id"]
        ),
        Index("ix_signal_subscription_signal", "tenant_id", "signal", "instance_id"),
        Index("ix_signal_subscription_instance", "tenant_id", "instance_id"),
    )
