"""An operation by hand on an instance, with what is needed to take it back."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from engine.database import Base, Json, Tenanted, UtcDateTime


class Operation(Tenanted, Base):
    """What an administrator did to an instance: skip, move, back, variables, due, reassign,
    message, suspend, resume, migrate, retry, cancel. `state`, `status` and `deployment_id` are
    those from before; `history_seq` is the instance's after. `undone_at` once it was taken back.
    `final` says why it cannot be, or "".
    """

    __tablename__ = "operation"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    instance_id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(String(20))
    by: Mapped[str] = mapped_column(String(100))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[str]
    detail: Mapped[dict[str, Any]] = mapped_column(Json)
    deployment_id: Mapped[UUID]
    status: Mapped[str] = mapped_column(String(20))
    state: Mapped[bytes] = mapped_column(LargeBinary)
    history_seq: Mapped[int]
    final: Mapped[str]
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "instance_id"], ["process_instance.tenant_id", "process_instance.id"]
        ),
        Index("ix_operation_instance", "tenant_id", "instance_id", "at"),
    )
