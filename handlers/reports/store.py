"""Taking the figures of a month or a quarter and keeping them for ever."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
from handlers.reports.reading import figures_of, latest, version, without
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


def missing(session: Session, tenant: str, quarter: str) -> list[str]:
    """Its months that nobody has reported. Not those before the very first report: the programme
    began later."""
    first = _first(session, tenant) or ""
    mine = [one for one in months_of(quarter) if one >= first]
    return [one for one in mine if latest(session, tenant, MONTH, one) is None]


def store_quarter(session: Session, origin: Origin, quarter: str) -> Report:
    """The figures of a quarter: the sum of the months there are, each in its newest version.

    Whoever calls it asks first which are `missing`. Permanent when there is none.
    """
    found = (latest(session, origin.tenant, MONTH, one) for one in months_of(quarter))
    months = [one for one in found if one is not None]
    if not months:
        raise Permanent(f"No month of {title(quarter)} has been reported: close one first.")
    last = latest(session, origin.tenant, QUARTER, quarter)
    cube = together([figures_of(one) for one in months])
    if last is not None and _same(session, last, months, digest_of(plain(cube))):
        return last
    # A month that is reported late ends after the months that follow it.
    window = Window(quarter, months[0].since, max(one.until for one in months))
    return _keep(session, origin, QUARTER, quarter, window, cube)


def _same(session: Session, last: Report, months: Sequence[Report], digest: str) -> bool:
    """Whether a quarter was added up of the same months, with the same counts."""
    of = set(months_of(last.period)) - set(without(session, last))
    return last.digest == digest and of == {one.period for one in months}


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
