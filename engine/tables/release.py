"""Releases: who approved which digest, how a version came into force, and who was carried over."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from engine.database import Base, Json, Tenanted, UtcDateTime, partial_index


class Approval(Tenanted, Base):
    """That somebody asked for the approval of one digest, and how far it is; `number` counts
    within the change.

    `state` is open, approved, sent_back or void. `against` is the deployment in force when it was
    asked, which its differences are told against. `emergency` is the reason, "" for the ordinary
    case.
    """

    __tablename__ = "approval"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    bundle_key: Mapped[str] = mapped_column(String(100))
    change_id: Mapped[UUID]
    number: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    against: Mapped[UUID | None]
    asked_by: Mapped[str] = mapped_column(String(100))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    note: Mapped[str]
    emergency: Mapped[str]
    state: Mapped[str] = mapped_column(String(20))

    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "change_id"], ["change.tenant_id", "change.id"]),
        UniqueConstraint("tenant_id", "change_id", "number"),
        Index("ix_approval_digest", "tenant_id", "digest"),
        partial_index(
            "ix_approval_open", "tenant_id", "change_id", where="state = 'open'", unique=True
        ),
    )


class ApprovalPart(Tenanted, Base):
    """What part a person has in an approval: touched, asked, approved or sent_back.

    The key lets each person have one part only, so that nobody who touched the change, or asked,
    can approve it, nor anybody twice: the database refuses the second row.
    """

    __tablename__ = "approval_part"

    approval_id: Mapped[UUID] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(String(100), primary_key=True)
    part: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    note: Mapped[str]

    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "approval_id"], ["approval.tenant_id", "approval.id"]),
    )


class Release(Tenanted, Base):
    """How a deployment came into force.

    `kind` is change, command or back, then with the version it went back to. `before_id` is what
    was in force. `rollout` is now, from (`starts_at`) or groups (the start variable `variable` has
    one of `groups`; `grouping` says whose a person is). `state` is waiting, trial, done or stopped.
    `sentences` are the differences, `running` how many instances of each process there were.
    """

    __tablename__ = "bundle_release"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    bundle_key: Mapped[str] = mapped_column(String(100))
    deployment_id: Mapped[UUID]
    before_id: Mapped[UUID | None]
    kind: Mapped[str] = mapped_column(String(20))
    back_to: Mapped[int | None]
    change_id: Mapped[UUID | None]
    approval_id: Mapped[UUID | None]
    authors: Mapped[list[str]] = mapped_column(Json)
    by: Mapped[str] = mapped_column(String(100))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    note: Mapped[str]
    emergency: Mapped[str]
    sentences: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    running: Mapped[dict[str, int]] = mapped_column(Json)
    rollout: Mapped[str] = mapped_column(String(20))
    starts_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    variable: Mapped[str] = mapped_column(String(100))
    grouping: Mapped[str] = mapped_column(String(100))
    groups: Mapped[list[str]] = mapped_column(Json)
    state: Mapped[str] = mapped_column(String(20))
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_by: Mapped[str | None] = mapped_column(String(100))

    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "deployment_id"], ["deployment.tenant_id", "deployment.id"]
        ),
        ForeignKeyConstraint(["tenant_id", "before_id"], ["deployment.tenant_id", "deployment.id"]),
        ForeignKeyConstraint(["tenant_id", "approval_id"], ["approval.tenant_id", "approval.id"]),
        UniqueConstraint("tenant_id", "deployment_id"),
        partial_index(
            "ix_bundle_release_open",
            "tenant_id",
            "bundle_key",
            where="state IN ('waiting', 'trial')",
            unique=True,
        ),
    )


class CarryOver(Tenanted, Base):
    """That an instance is to be carried over to a deployment, by a job of its own."""

    __tablename__ = "carry_over"

    deployment_id: Mapped[UUID] = mapped_column(primary_key=True)
    instance_id: Mapped[UUID] = mapped_column(primary_key=True)
    job_id: Mapped[UUID]
    by: Mapped[str] = mapped_column(String(100))
    reason: Mapped[str]

    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "deployment_id"], ["deployment.tenant_id", "deployment.id"]
        ),
        ForeignKeyConstraint(
            ["tenant_id", "instance_id"], ["process_instance.tenant_id", "process_instance.id"]
        ),
    )
