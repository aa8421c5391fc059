"""A recommended action: who is to do it by when, and what became of it. No words."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import Boolean, Date, Index, Integer, String
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column

from engine.database import Base, Tenanted, UtcDateTime


class RecommendedAction(Tenanted, Base):
    """`number` is its place in the list of its `stage`, from 1, where its words are.

    `outcome` is done, not_needed or not_confirmed once it is settled; `done_on` is the day.
    """

    __tablename__ = "recommended_action"
    __table_args__ = (
        Unique("tenant_id", "audit_id", "stage", "number"),
        Index(None, "tenant_id", "settled_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    audit_id: Mapped[UUID] = mapped_column()
    stage: Mapped[int] = mapped_column(Integer)
    number: Mapped[int] = mapped_column(Integer)
    owner: Mapped[str] = mapped_column(String(40))
    immediate: Mapped[bool] = mapped_column(Boolean)
    due_on: Mapped[date] = mapped_column(Date)
    kept_at: Mapped[datetime] = mapped_column(UtcDateTime)
    outcome: Mapped[str | None] = mapped_column(String(40))
    done_on: Mapped[date | None] = mapped_column(Date)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
