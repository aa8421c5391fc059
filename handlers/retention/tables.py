"""Legal holds, disposals with what was disposed of, the numbers that are left of an audit, and
how many records are past their time."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import Boolean, Date, Index, Integer, String
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column

from engine.database import Base, Json, Tenanted, UtcDateTime


class LegalHold(Tenanted, Base):
    """Nothing of it is erased until it is cleared. `about` is audit, child, person or all;
    `subject` the number of the child or the id of the person, `audit_id` the audit.

    The reasons are in the submissions, or here when it was set by hand.
    """

    __tablename__ = "legal_hold"
    __table_args__ = (
        Unique("tenant_id", "activity_key"),
        Index(None, "tenant_id", "audit_id"),
        Index(None, "tenant_id", "subject"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    about: Mapped[str] = mapped_column(String(10))
    subject: Mapped[str | None] = mapped_column(String(40))
    audit_id: Mapped[UUID | None] = mapped_column()
    reason: Mapped[str] = mapped_column(String(500), default="")
    cleared_reason: Mapped[str] = mapped_column(String(500), default="")
    submission_id: Mapped[UUID | None] = mapped_column()
    set_by: Mapped[str] = mapped_column(String(40))
    set_at: Mapped[datetime] = mapped_column(UtcDateTime)
    cleared_submission_id: Mapped[UUID | None] = mapped_column()
    cleared_by: Mapped[str | None] = mapped_column(String(40))
    cleared_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    activity_key: Mapped[str] = mapped_column(String(200))


class Disposal(Tenanted, Base):
    """A list of what was past its time, and who approved it. `submission_id` has the reasons."""

    __tablename__ = "disposal"
    __table_args__ = (Unique("tenant_id", "activity_key"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    instance_id: Mapped[UUID] = mapped_column()
    listed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    approved_by: Mapped[str | None] = mapped_column(String(40))
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    submission_id: Mapped[UUID | None] = mapped_column()
    activity_key: Mapped[str] = mapped_column(String(200))


class DisposalItem(Tenanted, Base):
    """One record of such a list: `state` is listed, disposed, kept (not approved) or held."""

    __tablename__ = "disposal_item"

    disposal_id: Mapped[UUID] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(40), primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    about_id: Mapped[UUID] = mapped_column()
    ended_on: Mapped[date] = mapped_column(Date)
    state: Mapped[str] = mapped_column(String(20))


class AuditStatistic(Tenanted, Base):
    """What is left of an audit: no reference, no person, no child, no day."""

    __tablename__ = "audit_statistic"
    __table_args__ = (Index(None, "tenant_id", "month"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    month: Mapped[str] = mapped_column(String(7))
    area: Mapped[str] = mapped_column(String(80))
    district: Mapped[str] = mapped_column(String(80))
    category: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(40))
    auditor_grade: Mapped[str | None] = mapped_column(String(40))
    reviewer_grade: Mapped[str | None] = mapped_column(String(40))
    final_grade: Mapped[str | None] = mapped_column(String(40))
    supervision_grade: Mapped[str | None] = mapped_column(String(40))
    moderations: Mapped[int] = mapped_column(Integer)
    in_month: Mapped[bool] = mapped_column(Boolean)


class RetentionCount(Tenanted, Base):
    """The latest count of what is past its time. `counts` has for each kind how many are now, and
    in each month that follows; `basis` is a digest of the schedule and the holds it was made with;
    `job_id` counts, or counted last.
    """

    __tablename__ = "retention_count"

    job_id: Mapped[UUID | None] = mapped_column()
    counted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    basis: Mapped[str] = mapped_column(String(64))
    counts: Mapped[dict[str, list[int]]] = mapped_column(Json)
