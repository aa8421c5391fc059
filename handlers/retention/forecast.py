"""What is past its time, and what will be, month by month: in numbers."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from handlers.retention.clearing import ended_by, limit, past, swept
from handlers.retention.due import answered, audits_over, held_requests
from handlers.retention.kinds import AUDITS, SUBJECT_ACCESS
from handlers.retention.schedule import Period
from handlers.subject_access.tables import SubjectSearch

MONTHS = 6


@dataclass(frozen=True)
class Coming:
    """A kind: how many are past their time now, and in each month that follows."""

    period: Period
    now: int
    months: list[int]

    @property
    def any(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.now or sum(self.months))


def coming(session: Session, tenant: str, periods: Sequence[Period], now: datetime) -> list[Coming]:
    """For each kind that is erased; what is on hold now does not count."""
    starts = [now, *(_instant(one, now) for one in next_months(now.date()))]
    found = {one.kind.key: [0] * len(starts) for one in periods if one.months}
    for period in periods:
        if period.kind.key in AUDITS and period.months:
            found[period.kind.key] = _audits(session, tenant, period, starts)
        elif period.kind.key == SUBJECT_ACCESS and period.months:
            found[period.kind.key] = _requests(session, tenant, period, starts)
    for period, held, table in swept(session, periods):
        limits = [limit(period, one) for one in starts]
        bounds = [ended_by(held, table, one) for one in limits]
        # What is past its time at the last of them is looked at once, and counted for each.
        mine = (table.c.tenant_id == tenant, past(held, table, limits[-1]))
        query = select(*map(_count, bounds)).where(*mine)
        counts = session.execute(query).one()
        before = found[period.kind.key]
        found[period.kind.key] = [a + (b or 0) for a, b in zip(before, counts, strict=True)]
    return [_told(one, found[one.kind.key]) for one in periods if one.months]


def next_months(today: date) -> list[date]:
    """The last instants of this month and the next: the first day after each."""
    start = today.year * 12 + today.month
    return [date((start + n) // 12, (start + n) % 12 + 1, 1) for n in range(MONTHS)]


def _told(period: Period, totals: Sequence[int]) -> Coming:
    """Totals up to each bound, told apart."""
    return Coming(period, totals[0], [b - a for a, b in itertools.pairwise(totals)])


def _audits(session: Session, tenant: str, period: Period, starts: Sequence[datetime]) -> list[int]:
    over = audits_over(tenant).subquery()
    bounds = [over.c.ended <= limit(period, one) for one in starts]
    query = select(*map(_count, bounds)).where(over.c.kind == period.kind.key)
    return [count or 0 for count in session.execute(query).one()]


def _requests(
    session: Session, tenant: str, period: Period, starts: Sequence[datetime]
) -> list[int]:
    held = held_requests(session, tenant)
    query = answered(tenant).where(SubjectSearch.id.not_in(held))
    ended = [at for _, _, at in session.execute(query)]
    return [sum(at <= limit(period, one) for at in ended) for one in starts]


def _count(bound: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((bound, 1), else_=0))


def _instant(day: date, now: datetime) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=now.tzinfo)
