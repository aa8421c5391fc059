"""Who does whose user tasks, and when."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Date, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from engine.database import Base, Tenanted, UtcDateTime


class Cover(Tenanted, Base):
    """Days on which `covered_by` does the user tasks of `person`, the last one included.

    `ended_at` when somebody ended it before its time.
    """

    __tablename__ = "cover"
    __table_args__ = (
        CheckConstraint("person <> covered_by", name="not_oneself"),
        CheckConstraint("starts_on <= ends_on", name="in_order"),
        Index(None, "tenant_id", "covered_by", "ends_on"),
        Index(None, "tenant_id", "person", "ends_on"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    person: Mapped[str] = mapped_column(String(40))
    covered_by: Mapped[str] = mapped_column(String(40))
    starts_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date] = mapped_column(Date)
    arranged_by: Mapped[str] = mapped_column(String(40))
    arranged_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_by: Mapped[str | None] = mapped_column(String(40))
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
