"""Reading stored figures back, proven by their digest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, Subquery, func, select
from sqlalchemy.orm import Session

from engine.errors import NotFound, PlumblineError
from handlers.reports.cube import Cube, digest_of, of_plain
from handlers.reports.period import months_of, sentence, title
from handlers.reports.tables import Report, ReportNote, ReportPack


class FiguresDamaged(PlumblineError):
    """Stored figures no longer agree with their digest: somebody changed the database."""


def figures_of(report: Report) -> Cube:
    """The figures. FiguresDamaged when they are not those that were stored."""
    if digest_of(report.figures) != report.digest:
        raise FiguresDamaged(f"The figures of {report.period} were changed after they were taken.")
    return of_plain(report.figures)


def latest(session: Session, tenant: str, kind: str, period: str) -> Report | None:
    """The newest version of a period's figures."""
    query = _of(tenant, kind, period).order_by(Report.version.desc()).limit(1)
    return session.scalars(query).first()


def version(session: Session, tenant: str, kind: str, period: str, number: int) -> Report | None:
    """One version of a period's figures, 1 being the first."""
    return session.scalars(_of(tenant, kind, period).where(Report.version == number)).first()


def versions(
    session: Session, tenant: str, kind: str, period: str, *, drafts: bool
) -> Sequence[Report]:
    """Every version of a period's figures, the newest first; with `drafts` unpublished ones too."""
    query = _of(tenant, kind, period).order_by(Report.version.desc())
    if not drafts:
        query = query.where(Report.published_at.is_not(None))
    return session.scalars(query).all()


def report(session: Session, tenant: str, report_id: str | UUID) -> Report:
    """One report. NotFound when there is none."""
    found = session.get(Report, (tenant, UUID(str(report_id))))
    if found is None:
        raise NotFound("There is no such report.")
    return found


def periods(session: Session, tenant: str, *, drafts: bool) -> Sequence[Report]:
    """The newest version of every period, the latest first; with `drafts` unpublished ones too."""
    newest = _newest(tenant, published=not drafts)
    query = select(Report).join(
        newest,
        (Report.kind == newest.c.kind)
        & (Report.period == newest.c.period)
        & (Report.version == newest.c.version),
    )
    query = query.where(Report.tenant_id == tenant)
    return session.scalars(query.order_by(Report.until.desc(), Report.kind)).all()


def months(
    session: Session, tenant: str, wanted: Sequence[str], at: datetime | None = None
) -> dict[str, Cube]:
    """The figures of those of these months that have been reported, by month.

    As they stood at an instant: what was corrected afterwards is left as it was then.
    """
    query = (
        select(Report)
        .where(Report.tenant_id == tenant, Report.kind == "month", Report.period.in_(wanted))
        .order_by(Report.version)
    )
    if at is not None:
        query = query.where(Report.computed_at <= at)
    newest = {row.period: row for row in session.scalars(query)}
    return {month: figures_of(newest[month]) for month in wanted if month in newest}


def without(session: Session, report: Report) -> tuple[str, ...]:
    """The months of a report that had no figures when it was taken; none for a month's own."""
    wanted = months_of(report.period)
    query = select(Report.period).where(
        Report.tenant_id == report.tenant_id,
        Report.kind == "month",
        Report.period.in_(wanted),
        Report.computed_at <= report.computed_at,
    )
    there = set(session.scalars(query))
    return tuple(month for month in wanted if month not in there)


def name_of(session: Session, report: Report) -> str:
    """What people call its period, with the months it is without."""
    lacking = sentence(without(session, report)) if report.kind == "quarter" else ""
    return f"{title(report.period)} (without {lacking})" if lacking else title(report.period)


def notes(session: Session, tenant: str, report_id: UUID) -> Sequence[ReportNote]:
    """What was written about a report, oldest first."""
    query = select(ReportNote).where(
        ReportNote.tenant_id == tenant, ReportNote.report_id == report_id
    )
    return session.scalars(query.order_by(ReportNote.at, ReportNote.kind)).all()


def packs(session: Session, tenant: str, report_id: UUID) -> Sequence[ReportPack]:
    """The files made of a report."""
    query = select(ReportPack).where(
        ReportPack.tenant_id == tenant, ReportPack.report_id == report_id
    )
    return session.scalars(query.order_by(ReportPack.layout, ReportPack.media_type)).all()


def _of(tenant: str, kind: str, period: str) -> Select[Report]:
    return select(Report).where(
        Report.tenant_id == tenant, Report.kind == kind, Report.period == period
    )


def _newest(tenant: str, *, published: bool) -> Subquery:
    query = select(Report.kind, Report.period, func.max(Report.version).label("version")).where(
        Report.tenant_id == tenant
    )
    if published:
        query = query.where(Report.published_at.is_not(None))
    return query.group_by(Report.kind, Report.period).subquery()
