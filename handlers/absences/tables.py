"""An absence somebody reported, and the months from which somebody is excused. No words."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import Date, Index, Integer, String
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column

from engine.database import Base, Tenanted, UtcDateTime


class AbsenceReport(Tenanted, Base):
    """A period away from work, both days included. `reason` is a code; `share` of the working time
    in per cent; `source` is report or extract.
    """

    __tablename__ = "absence_report"
    __table_args__ = (
        Unique("tenant_id", "activity_key"),
        Index(None, "tenant_id", "person_id"),
        Index(None, "tenant_id", "starts_on"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    person_id: Mapped[str] = mapped_column(String(40))
    reason: Mapped[str] = mapped_column(String(40))
    starts_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date] = mapped_column(Date)
    share: Mapped[int] = mapped_column(Integer)
    source: Mapped[str] = mapped_column(String(20))
    by: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    instance_id: Mapped[UUID] = mapped_column()
    submission_id: Mapped[UUID | None] = mapped_column()
    activity_key: Mapped[str] = mapped_column(String(200))


class Dispensation(Tenanted, Base):
    """What was decided for a person and a month: dispensed, discounted, refused or not_decided.

    `rule` is the row of the table that said so, or that somebody has to decide; `by` who decided,
    "system" for the table alone. `lifted_at`: it no longer holds, the person is back.
    """

    __tablename__ = "dispensation"
    __table_args__ = (
        Unique("tenant_id", "activity_key", "month"),
        Index(None, "tenant_id", "month", "person_id"),
        Index(None, "tenant_id", "report_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    report_id: Mapped[UUID] = mapped_column()
    person_id: Mapped[str] = mapped_column(String(40))
    month: Mapped[str] = mapped_column(String(7))
    outcome: Mapped[str] = mapped_column(String(20))
    rule: Mapped[str] = mapped_column(String(200))
    by: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    submission_id: Mapped[UUID | None] = mapped_column()
    lifted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    activity_key: Mapped[str] = mapped_column(String(200))
