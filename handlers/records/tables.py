"""What an audit leaves behind. Rows are only ever added."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Boolean, CheckConstraint, Date, Index, Integer, String, Text
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column

from engine.database import Base, CompressedJson, Json, Tenanted, UtcDateTime


class StageRecord(Tenanted, Base):
    """What a person submitted at a stage, exactly as submitted, with a digest to prove it."""

    __tablename__ = "stage_record"
    __table_args__ = (
        Unique("tenant_id", "audit_id", "stage", "version"),
        Unique("tenant_id", "activity_key"),
        CheckConstraint("stage <> 1 OR supervision IS NULL", name="no_self_grading"),
        CheckConstraint(
            "stage <> 2 OR supervision IS NOT NULL", name="reviewer_grades_supervision"
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    audit_id: Mapped[UUID] = mapped_column()
    stage: Mapped[int] = mapped_column(Integer)
    version: Mapped[int] = mapped_column(Integer)
    submission_id: Mapped[UUID] = mapped_column()
    answers: Mapped[dict[str, Any]] = mapped_column(CompressedJson)
    digest: Mapped[str] = mapped_column(String(64))
    section_grades: Mapped[dict[str, str]] = mapped_column(Json)
    overall: Mapped[str] = mapped_column(String(40))
    supervision: Mapped[str | None] = mapped_column(String(40))
    by: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    deployment_id: Mapped[UUID] = mapped_column()
    activity_key: Mapped[str] = mapped_column(String(200))


class Reflection(Tenanted, Base):
    """What the social worker contributed before stage 1, or that they did not."""

    __tablename__ = "reflection"
    __table_args__ = (
        Unique("tenant_id", "activity_key"),
        Index(None, "tenant_id", "audit_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    audit_id: Mapped[UUID] = mapped_column()
    submission_id: Mapped[UUID | None] = mapped_column()
    answers: Mapped[dict[str, Any]] = mapped_column(CompressedJson)
    late: Mapped[bool] = mapped_column(Boolean)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    activity_key: Mapped[str] = mapped_column(String(200))


class Difference(Tenanted, Base):
    """Where the auditor's case details differ from the extract: the data-quality list (A22)."""

    __tablename__ = "difference"
    __table_args__ = (Unique("tenant_id", "audit_id", "field", "activity_key"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    audit_id: Mapped[UUID] = mapped_column()
    field: Mapped[str] = mapped_column(String(60))
    extract_value: Mapped[str] = mapped_column(String(80))
    auditor_value: Mapped[str] = mapped_column(String(80))
    reason: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    activity_key: Mapped[str] = mapped_column(String(200))


class ModerationRecord(Tenanted, Base):
    """A moderated grading. After a final one (an officer's finding) none is accepted (R89)."""

    __tablename__ = "moderation_record"
    __table_args__ = (
        Unique("tenant_id", "activity_key"),
        Unique("tenant_id", "audit_id", "sequence"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    audit_id: Mapped[UUID] = mapped_column()
    sequence: Mapped[int] = mapped_column(Integer)
    overall: Mapped[str | None] = mapped_column(String(40))
    supervision: Mapped[str | None] = mapped_column(String(40))
    is_final: Mapped[bool] = mapped_column(Boolean)
    answers: Mapped[dict[str, Any]] = mapped_column(CompressedJson)
    submission_id: Mapped[UUID] = mapped_column()
    by: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    activity_key: Mapped[str] = mapped_column(String(200))


class DistributionRecord(Tenanted, Base):
    """Who was sent which document, in which role, and the table row that chose them."""

    __tablename__ = "distribution_record"
    __table_args__ = (
        Unique("tenant_id", "activity_key", "person_id", "role"),
        Index(None, "tenant_id", "audit_id"),
        Index(None, "tenant_id", "document_id"),
        Index(None, "tenant_id", "person_id", "audit_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    audit_id: Mapped[UUID] = mapped_column()
    stage: Mapped[int] = mapped_column(Integer)
    version: Mapped[int] = mapped_column(Integer)
    document_id: Mapped[UUID] = mapped_column()
    person_id: Mapped[str] = mapped_column(String(40))
    role: Mapped[str] = mapped_column(String(40))
    variant: Mapped[str] = mapped_column(String(40))
    rule: Mapped[str] = mapped_column(String(200))
    attached: Mapped[bool] = mapped_column(Boolean)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    activity_key: Mapped[str] = mapped_column(String(200))


class Recording(Tenanted, Base):
    """What was recorded on the child's file or the supervision folder, or was not confirmed."""

    __tablename__ = "recording"
    __table_args__ = (
        Unique("tenant_id", "activity_key", "what"),
        Index(None, "tenant_id", "audit_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    audit_id: Mapped[UUID] = mapped_column()
    what: Mapped[str] = mapped_column(String(40))
    outcome: Mapped[str] = mapped_column(String(40))
    on: Mapped[date | None] = mapped_column(Date)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    activity_key: Mapped[str] = mapped_column(String(200))


class AuditChange(Tenanted, Base):
    """Another reviewer, case or auditor than the month began with: from whom to whom, and why."""

    __tablename__ = "audit_change"
    __table_args__ = (
        Unique("tenant_id", "activity_key"),
        Index(None, "tenant_id", "audit_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    audit_id: Mapped[UUID] = mapped_column()
    what: Mapped[str] = mapped_column(String(20))
    before: Mapped[str] = mapped_column(String(40))
    after: Mapped[str] = mapped_column(String(40))
    reason: Mapped[str] = mapped_column(String(40))
    by: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    activity_key: Mapped[str] = mapped_column(String(200))
