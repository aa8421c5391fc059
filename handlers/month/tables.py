"""What is kept of a month: how far it is, what was changed by hand, what was published."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Date, Index, Integer, String
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column

from engine.database import Base, Json, Tenanted, UtcDateTime


class AuditMonth(Tenanted, Base):
    """One month of the programme. The instants say how far it is: None is not yet."""

    __tablename__ = "audit_month"

    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    instance_id: Mapped[UUID] = mapped_column()
    begun_at: Mapped[datetime] = mapped_column(UtcDateTime)
    released_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    released_by: Mapped[str | None] = mapped_column(String(40))
    issued_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ListChange(Tenanted, Base):
    """A change somebody made to the drawn list before it was released, and why.

    `reason` is a code; what was written beside it is in the submission.
    """

    __tablename__ = "list_change"
    __table_args__ = (Index(None, "tenant_id", "month"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    month: Mapped[str] = mapped_column(String(7))
    reference: Mapped[str] = mapped_column(String(20))
    change: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(String(40))
    before: Mapped[str | None] = mapped_column(String(40))
    after: Mapped[str | None] = mapped_column(String(40))
    outcome: Mapped[str] = mapped_column(String(20))
    submission_id: Mapped[UUID] = mapped_column()
    by: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class PublishedList(Tenanted, Base):
    """A version of a month's list as it was published. `rows` hold identifiers only (A37).

    Nobody may see it any more from `gone_on`.
    """

    __tablename__ = "published_list"
    __table_args__ = (Unique("tenant_id", "month", "version"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    month: Mapped[str] = mapped_column(String(7))
    version: Mapped[int] = mapped_column(Integer)
    rows: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    gone_on: Mapped[date] = mapped_column(Date)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
