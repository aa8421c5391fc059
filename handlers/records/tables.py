"""An audit and what becomes of it. Everything but the audit row itself is only ever added to."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, Boolean, CheckConstraint, Date, Index, Integer, String, Text
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column

from engine.database import Base, UtcDateTime


class Audit(Base):
    """One case file audit: whose case, who takes part, how far it is, and how it ended."""

    __tablename__ = "audit"
    __table_args__ = (
        Unique("tenant_id", "reference"),
        Unique("tenant_id", "month", "auditor"),
        Index("ix_audit_case", "tenant_id", "case_id"),
        CheckConstraint("reviewer <> service_manager", name="reviewer_not_service_manager"),
        CheckConstraint("reviewer <> auditor", name="reviewer_not_auditor"),
        CheckConstraint("officer <> reviewer", name="officer_not_reviewer"),
    )

    tenant_id: Mapped[str] = mapped_column(String(40), primary_key=True)
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
    final_overall: Mapped[str | None] = mapped_column(String(40))
    final_supervision: Mapped[str | None] = mapped_column(String(40))
    instance_id: Mapped[UUID | None] = mapped_column()


class StageRecord(Base):
    """What a person submitted at a stage, exactly as submitted, with a digest to prove it."""

    __tablename__ = "stage_record"
    __table_args__ = (
        Unique("tenant_id", "audit_id", "stage", "version"),
        Unique("tenant_id", "activity_key"),
        CheckConstraint("stage <> 1 OR supervision IS NULL", name="no_self_grading"),
        CheckConstraint("stage <> 2 OR supervision IS NOT NULL", name="reviewer_grades_supervision"),
    )

    tenant_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    audit_id: Mapped[UUID] = mapped_column()
    stage: Mapped[int] = mapped_column(Integer)
    version: Mapped[int] = mapped_column(Integer)
    submission_id: Mapped[str] = mapped_column(String(40))
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    digest: Mapped[str] = mapped_column(String(64))
    section_grades: Mapped[dict[str, str]] = mapped_column(JSON)
    overall: Mapped[str] = mapped_column(String(40))
    supervision: Mapped[str | None] = mapped_column(String(40))
    by: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    deployment_id: Mapped[str] = mapped_column(String(40))
    activity_key: Mapped[str] = mapped_column(String(200))


class Reflection(Base):
    """What the social worker contributed before stage 1, or that they did not."""

    __tablename__ = "reflection"
    __table_args__ = (Unique("tenant_id", "activity_key"),)

    tenant_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    audit_id: Mapped[UUID] = mapped_column()
    submission_id: Mapped[str | None] = mapped_column(String(40))
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    late: Mapped[bool] = mapped_column(Boolean)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    activity_key: Mapped[str] = mapped_column(String(200))


class Difference(Base):
    """Where the auditor's case details differ from the extract: the data-quality list (A22)."""

    __tablename__ = "difference"
    __table_args__ = (Unique("tenant_id", "audit_id", "field", "activity_key"),)

    tenant_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    audit_id: Mapped[UUID] = mapped_column()
    field: Mapped[str] = mapped_column(String(60))
    extract_value: Mapped[str] = mapped_column(String(80))
    auditor_value: Mapped[str] = mapped_column(String(80))
    reason: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    activity_key: Mapped[str] = mapped_column(String(200))


class ModerationRecord(Base):
    """A moderated grading. After a final one (an officer's finding) none is accepted (R89)."""

    __tablename__ = "moderation_record"
    __table_args__ = (Unique("tenant_id", "activity_key"),)

    tenant_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    audit_id: Mapped[UUID] = mapped_column()
    sequence: Mapped[int] = mapped_column(Integer)
    overall: Mapped[str | None] = mapped_column(String(40))
    supervision: Mapped[str | None] = mapped_column(String(40))
    is_final: Mapped[bool] = mapped_column(Boolean)
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    submission_id: Mapped[str] = mapped_column(String(40))
    by: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    activity_key: Mapped[str] = mapped_column(String(200))


class DistributionRecord(Base):
    """Who was sent which document, in which role, and the table row that chose them."""

    __tablename__ = "distribution_record"
    __table_args__ = (Unique("tenant_id", "activity_key", "person_id", "role"),)

    tenant_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    audit_id: Mapped[UUID] = mapped_column()
    stage: Mapped[int] = mapped_column(Integer)
    version: Mapped[int] = mapped_column(Integer)
    document_id: Mapped[str] = mapped_column(String(40))
    person_id: Mapped[str] = mapped_column(String(40))
    role: Mapped[str] = mapped_column(String(40))
    variant: Mapped[str] = mapped_column(String(40))
    rule: Mapped[str] = mapped_column(String(200))
    attached: Mapped[bool] = mapped_column(Boolean)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    activity_key: Mapped[str] = mapped_column(String(200))


class Draw(Base):
    """The draw of a month: the seed, and for each auditor what happened and why."""

    __tablename__ = "draw"

    tenant_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    seed: Mapped[int] = mapped_column(Integer)
    deployment_id: Mapped[str] = mapped_column(String(40))
    log: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    by: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
