"""Taking the figures of a month or a quarter and keeping them for ever."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine.errors import Permanent
from handlers.reports.cube import Cube, digest_of, plain, together, total
from handlers.reports.facts import Window
from handlers.reports.measures import measure
from handlers.reports.period import months_of, title
from handlers.reports.reading import figures_of, latest, version
from handlers.reports.rules import Rules
from handlers.reports.source import audit_facts, other_counts
from handlers.reports.tables import Report

MONTH, QUARTER = "month", "quarter"


@dataclass(frozen=True)
class Origin:
    """Who takes the figures: `key` is the activity's, so that a retry stores nothing twice."""

    tenant: str
    deployment: UUID
    key: str
    now: datetime
    correction: UUID | None = None


def store_month(session: Session, origin: Origin, month: str, rules: Rules) -> Report:
    """The figures of a month. Once taken they stay; only a correction makes a new version.

    A correction takes them again for the same time, from the records as they are now.
    """
    first, last = version(session, origin.tenant, MONTH, month, 1), None
    if first is not None:
        last = latest(session, origin.tenant, MONTH, month)
        if origin.correction is None or last is None:
            return first if last is None else last
    window = (
        Window(month, first.since, first.until)
        if first
        else Window(month, _since(session, origin.tenant), origin.now)
    )
    cube = take(session, origin.tenant, window, rules)
    return _keep(session, origin, MONTH, month, window, cube)


def store_quarter(session: Session, origin: Origin, quarter: str) -> Report:
    """The figures of a quarter: the sum of its months, each in its newest version.

    Permanent while one of its months has not been reported. Months before the very first report
    are left out: the programme began later.
    """
    first = _first(session, origin.tenant) or ""
    mine = [one for one in months_of(quarter) if one >= first]
    months = [_month(session, origin.tenant, one) for one in mine]
    last = latest(session, origin.tenant, QUARTER, quarter)
    cube = together([figures_of(one) for one in months])
    if last is not None and last.digest == digest_of(plain(cube)):
        return last
    window = Window(quarter, months[0].since, months[-1].until)
    return _keep(session, origin, QUARTER, quarter, window, cube)


def take(session: Session, tenant: str, window: Window, rules: Rules) -> Cube:
    """All counts of a month, as they stand at the end of the window."""
    facts = audit_facts(session, tenant, window)
    parts: Iterable[Cube] = (
        measure(facts, window, rules),
        other_counts(session, tenant, window, rules),
    )
    return total(parts)


def _since(session: Session, tenant: str) -> datetime | None:
    """Where the last report ended, so that nothing is counted twice and nothing left out."""
    query = select(func.max(Report.until)).where(Report.tenant_id == tenant, Report.kind == MONTH)
    return session.scalar(query)


def _first(session: Session, tenant: str) -> str | None:
    """The first month that was ever reported."""
    query = select(func.min(Report.period)).where(Report.tenant_id == tenant, Report.kind == MONTH)
    return session.scalar(query)


def _month(session: Session, tenant: str, month: str) -> Report:
    found = latest(session, tenant, MONTH, month)
    if found is None:
        raise Permanent(f"{title(month)} has not been reported: close that month first.")
    return found


def _keep(
    session: Session, origin: Origin, kind: str, period: str, window: Window, cube: Cube
) -> Report:
    figures = plain(cube)
    last = latest(session, origin.tenant, kind, period)
    row = Report(
        tenant_id=origin.tenant,
        id=uuid4(),
        kind=kind,
        period=period,
        version=last.version + 1 if last else 1,
        since=window.since,
        until=window.until,
        figures=figures,
        digest=digest_of(figures),
        correction=origin.correction,
        deployment_id=origin.deployment,
        computed_at=origin.now,
        activity_key=origin.key,
    )
    session.add(row)
    session.flush()
    return row
