"""What happened. Rows are only ever added, each sealed with the digest of the one before."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from engine.database import Base, Json, Tenanted, UtcDateTime


class History(Tenanted, Base):
    """One line of an instance's story: `kind` is what was done, `by` a person id or "system"."""

    __tablename__ = "history"

    instance_id: Mapped[UUID] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    kind: Mapped[str] = mapped_column(String(30))
    by: Mapped[str] = mapped_column(String(100))
    task_id: Mapped[UUID | None]
    element_id: Mapped[str | None] = mapped_column(String(200))
    name: Mapped[str | None] = mapped_column(String(300))
    type: Mapped[str | None] = mapped_column(String(60))
    detail: Mapped[dict[str, Any]] = mapped_column(Json)
    digest: Mapped[str] = mapped_column(String(64))

    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "instance_id"], ["process_instance.tenant_id", "process_instance.id"]
        ),
    )


class AuditLog(Tenanted, Base):
    """Who did what to the system itself: deployments, retries, cancellations, access."""

    __tablename__ = "audit_log"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str] = mapped_column(String(100))
    action: Mapped[str] = mapped_column(String(60))
    about: Mapped[str] = mapped_column(String(200))
    detail: Mapped[dict[str, Any]] = mapped_column(Json)
    digest: Mapped[str] = mapped_column(String(64))

    __table_args__ = (
        Index("ix_audit_log_about", "tenant_id", "about", "seq"),
        Index("ix_audit_log_by", "tenant_id", "by", "seq"),
    )
