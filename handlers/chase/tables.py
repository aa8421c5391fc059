"""What a line manager said of an audit that was late halfway through its month. No words."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Boolean, Date, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from engine.database import Base, Json, Tenanted, UtcDateTime


class LateAudit(Tenanted, Base):
    """`manager` was asked; without one Management Information. `reason` and `support` are codes.

    `answered_at` without `reason`: the month ended and nobody had given one.
    """

    __tablename__ = "late_audit"
    __table_args__ = (Index(None, "tenant_id", "month"),)

    audit_id: Mapped[UUID] = mapped_column(primary_key=True)
    month: Mapped[str] = mapped_column(String(7))
    auditor: Mapped[str] = mapped_column(String(40))
    manager: Mapped[str | None] = mapped_column(String(40))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[str | None] = mapped_column(String(40))
    support: Mapped[list[str]] = mapped_column(Json)
    expected_on: Mapped[date | None] = mapped_column(Date)
    absent: Mapped[bool] = mapped_column(Boolean)
    submission_id: Mapped[UUID | None] = mapped_column()
    answered_by: Mapped[str | None] = mapped_column(String(40))
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
