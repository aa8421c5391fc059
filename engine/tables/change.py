"""A change: a draft copy of a bundle, every edit of it, and who has which file in hand."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from engine.database import Base, Tenanted, UtcDateTime


class Change(Tenanted, Base):
    """A draft of a bundle's next version. `state` is open, deployed or abandoned.

    `base_id` is the deployment it was begun from, None for a bundle that was brought in and never
    deployed. `edition` counts everything written in it; `digest` is that of its bundle now.
    """

    __tablename__ = "change"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    bundle_key: Mapped[str] = mapped_column(String(100))
    title: Mapped[str] = mapped_column(String(200))
    state: Mapped[str] = mapped_column(String(20))
    begun_by: Mapped[str] = mapped_column(String(100))
    begun_at: Mapped[datetime] = mapped_column(UtcDateTime)
    base_id: Mapped[UUID | None]
    edition: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    ended_by: Mapped[str | None] = mapped_column(String(100))
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[str]
    deployment_id: Mapped[UUID | None]

    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "base_id"], ["deployment.tenant_id", "deployment.id"]),
        ForeignKeyConstraint(
            ["tenant_id", "deployment_id"], ["deployment.tenant_id", "deployment.id"]
        ),
        Index("ix_change_bundle", "tenant_id", "bundle_key", "state"),
    )


class ChangeContent(Tenanted, Base):
    """What a file once held, by its SHA-256: the same content is kept once. `packed` is zlib."""

    __tablename__ = "change_content"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    packed: Mapped[bytes] = mapped_column(LargeBinary)


class ChangeEdit(Tenanted, Base):
    """One thing done to one file; lines are added, and only `settled_by` is written later.

    `content` is None when the file is deleted. `follows` is the edit whose content was in the
    file before, `shows` the one whose content is in it since: itself, but for undo and redo; 0 is
    the file as the change was begun. What is `aside` was refused and is kept for its author.
    """

    __tablename__ = "change_edit"

    change_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    path: Mapped[str] = mapped_column(String(300), primary_key=True)
    by: Mapped[str] = mapped_column(String(100))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    what: Mapped[str] = mapped_column(String(20))
    note: Mapped[str]
    content: Mapped[str | None] = mapped_column(String(64))
    follows: Mapped[int]
    shows: Mapped[int]
    aside: Mapped[bool]
    settled_by: Mapped[str | None] = mapped_column(String(100))

    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "change_id"], ["change.tenant_id", "change.id"]),
    )


class ChangeFile(Tenanted, Base):
    """A file as it is in the change now; those that were never touched have no row."""

    __tablename__ = "change_file"

    change_id: Mapped[UUID] = mapped_column(primary_key=True)
    path: Mapped[str] = mapped_column(String(300), primary_key=True)
    content: Mapped[str | None] = mapped_column(String(64))
    edition: Mapped[int]
    shows: Mapped[int]

    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "change_id"], ["change.tenant_id", "change.id"]),
    )


class ChangeHold(Tenanted, Base):
    """That somebody has a file in hand until `until`. `taken_from` whom they took it from."""

    __tablename__ = "change_hold"

    change_id: Mapped[UUID] = mapped_column(primary_key=True)
    path: Mapped[str] = mapped_column(String(300), primary_key=True)
    by: Mapped[str] = mapped_column(String(100))
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    until: Mapped[datetime] = mapped_column(UtcDateTime)
    taken_from: Mapped[str | None] = mapped_column(String(100))

    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "change_id"], ["change.tenant_id", "change.id"]),
    )
