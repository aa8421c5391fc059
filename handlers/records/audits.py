"""The audits of a month and the draw they came from."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, CheckConstraint, Index, String
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column

from engine.database import Base, Json, Tenanted, UtcDateTime


class Audit(Tenanted, Base):
    """One case file audit: whose case, who takes part, how far it is, and how it ended.

    `overdue_at`: the month closed while the auditor had not submitted.
    """

    __tablename__ = "audit"
    __table_args__ = (
        Unique("tenant_id", "reference"),
        Index(None, "tenant_id", "month", "auditor"),
        Index(None, "tenant_id", "case_id"),
        CheckConstraint("reviewer <> service_manager", name="reviewer_not_service_manager"),
        CheckConstraint("reviewer <> auditor", name="reviewer_not_auditor"),
        CheckConstraint("officer <> reviewer", name="officer_not_reviewer"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    reference: Mapped[str] = mapped_column(String(20))
    month: Mapped[str] = mapped_column(String(7))
    case_id: Mapped[str] = mapped_column(String(20))
    auditor: Mapped[str] = mapped_column(String(40))
    reviewer: Mapped[str | None] = mapped_column(String(40))
    social_worker: Mapped[str | None] = mapped_column(String(40))
    service_manager: Mapped[str | None] = mapped_column(String(40))
    officer: Mapped[str | None] = mapped_column(String(40))
    category: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(40))
    issued_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    concluded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    overdue_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    final_overall: Mapped[str | None] = mapped_column(String(40))
    final_supervision: Mapped[str | None] = mapped_column(String(40))
    instance_id: Mapped[UUID | None] = mapped_column()


class Draw(Tenanted, Base):
    """The draw of a month: the seed, and for each auditor what happened and why."""

    __tablename__ = "draw"

    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    seed: Mapped[int] = mapped_column(BigInteger)
    deployment_id: Mapped[UUID] = mapped_column()
    log: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    by: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
