"""A person's words: the draft while they write, the submission once they have sent it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from engine.database import Base, CompressedJson, Tenanted, UtcDateTime, partial_index


class Draft(Tenanted, Base):
    """What one person has written so far. Kept after a lost race until they discard it."""

    __tablename__ = "draft"

    user_task_id: Mapped[UUID] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(String(100), primary_key=True)
    answers: Mapped[dict[str, Any]] = mapped_column(CompressedJson)
    marks: Mapped[dict[str, Any]] = mapped_column(CompressedJson)
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "user_task_id"], ["user_task.tenant_id", "user_task.id"]
        ),
    )


class StartDraft(Tenanted, Base):
    """What one person has written of something they may start, before they send it."""

    __tablename__ = "start_draft"

    process_key: Mapped[str] = mapped_column(String(100), primary_key=True)
    person: Mapped[str] = mapped_column(String(100), primary_key=True)
    words: Mapped[dict[str, Any]] = mapped_column(CompressedJson)
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Submission(Tenanted, Base):
    """Answers as they were accepted, never changed afterwards. `digest` is over their JSON.

    `user_task_id` is None when they answer an offer or started the instance; `element_id` is the
    event's then.
    """

    __tablename__ = "submission"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_task_id: Mapped[UUID | None]
    instance_id: Mapped[UUID]
    deployment_id: Mapped[UUID]
    element_id: Mapped[str] = mapped_column(String(200))
    form: Mapped[str | None] = mapped_column(String(200))
    answers: Mapped[dict[str, Any]] = mapped_column(CompressedJson)
    by: Mapped[str] = mapped_column(String(100))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    digest: Mapped[str] = mapped_column(String(64))

    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "user_task_id"], ["user_task.tenant_id", "user_task.id"]
        ),
        Index("ix_submission_instance", "tenant_id", "instance_id"),
        Index("ix_submission_user_task", "tenant_id", "user_task_id"),
        partial_index("ix_submission_sent", "tenant_id", "by", "at", where="user_task_id IS NULL"),
    )
