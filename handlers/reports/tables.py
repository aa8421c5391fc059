"""Stored figures, the words people add to them, and the packs made of them. Rows are only added."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Index, Integer, String, event
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, Mapper, mapped_column
from sqlalchemy.orm.attributes import get_history

from engine.database import Base, CompressedJson, Tenanted, UtcDateTime
from engine.errors import PlumblineError

FROZEN = ("kind", "period", "version", "since", "until", "figures", "digest", "correction")


class FiguresNeverChange(PlumblineError):
    """Somebody tried to change stored figures. A correction is a new version with a reason."""


class Report(Tenanted, Base):
    """The figures of a closed period: what happened after `since` and up to `until`.

    `correction` is the submission that says why this version was made, None for the first.
    """

    __tablename__ = "report"
    __table_args__ = (
        Unique("tenant_id", "kind", "period", "version"),
        Unique("tenant_id", "activity_key"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    kind: Mapped[str] = mapped_column(String(20))
    period: Mapped[str] = mapped_column(String(7))
    version: Mapped[int] = mapped_column(Integer)
    since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    until: Mapped[datetime] = mapped_column(UtcDateTime)
    figures: Mapped[dict[str, Any]] = mapped_column(CompressedJson)
    digest: Mapped[str] = mapped_column(String(64))
    correction: Mapped[UUID | None] = mapped_column()
    deployment_id: Mapped[UUID] = mapped_column()
    computed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    activity_key: Mapped[str] = mapped_column(String(200))


class ReportNote(Tenanted, Base):
    """What somebody wrote about a report: an analysis, a comment on an area, a chapter."""

    __tablename__ = "report_note"
    __table_args__ = (
        Unique("tenant_id", "activity_key"),
        Index(None, "tenant_id", "report_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    report_id: Mapped[UUID] = mapped_column()
    kind: Mapped[str] = mapped_column(String(20))
    area: Mapped[str] = mapped_column(String(80), default="")
    answers: Mapped[dict[str, Any]] = mapped_column(CompressedJson)
    submission_id: Mapped[UUID] = mapped_column()
    by: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    activity_key: Mapped[str] = mapped_column(String(200))


class ReportPack(Tenanted, Base):
    """A file made of a report for a group of readers, `layout` saying which."""

    __tablename__ = "report_pack"
    __table_args__ = (Unique("tenant_id", "report_id", "layout", "media_type"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    report_id: Mapped[UUID] = mapped_column()
    layout: Mapped[str] = mapped_column(String(40))
    media_type: Mapped[str] = mapped_column(String(80))
    document_id: Mapped[UUID] = mapped_column()
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


@event.listens_for(Report, "before_update")
def _refuse_change(mapper: Mapper[Report], connection: object, report: Report) -> None:
    if any(get_history(report, name).has_changes() for name in FROZEN):
        raise FiguresNeverChange("The figures of a closed period never change: add a version.")
