"""How it went day by day: begun, ended, and how much needed looking at when the day was over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import func, literal, select, union_all
from sqlalchemy.orm import Session

from engine.queries.slices import MANY
from engine.tables import ActivityFigure, Measurement, ProcessDefinition, ProcessInstance


@dataclass(frozen=True)
class DayFigures:
    """`begun` and `ended` instances of a day, counted to MANY + 1 at most. `incidents` and
    `overdue` as last measured on that day; None where nobody did."""

    day: date
    begun: int
    ended: int
    incidents: int | None
    overdue: int | None


def trends(
    session: Session, tenant: str, days: Sequence[tuple[date, datetime]]
) -> list[DayFigures]:
    """The figures of these days, each given with the instant it begins; the last of them is only
    where the one before ends."""
    begun = _begun(session, tenant, days)
    ended = _ended(session, tenant, days[0][0])
    last = _measured(session, tenant, days)
    return [
        DayFigures(
            day,
            begun[number],
            ended.get(day, 0),
            last.get(day, {}).get("incidents"),
            last.get(day, {}).get("overdue"),
        )
        for number, (day, _) in enumerate(days[:-1])
    ]


def _begun(session: Session, tenant: str, days: Sequence[tuple[date, datetime]]) -> dict[int, int]:
    counts = []
    for number, ((_, first), (_, end)) in enumerate(pairwise(days)):
        at = ProcessInstance.started_at
        which = (ProcessInstance.tenant_id == tenant, at >= first, at < end)
        some = select(at).where(*which).limit(MANY + 1).subquery()
        counts.append(select(literal(number), func.count()).select_from(some))
    return {number: found for number, found in session.execute(union_all(*counts))}


def _ended(session: Session, tenant: str, first: date) -> dict[date, int]:
    row: Any = ActivityFigure
    # With the processes named, of which there are few, the days of other years are not read.
    keys = select(ProcessDefinition.key).where(ProcessDefinition.tenant_id == tenant)
    days = (row.tenant_id == tenant, row.process_key.in_(keys), row.span == "day")
    whole = (*days, row.element_id == row.process_key)
    over = row.measure.in_(["elapsed", "cancelled"])
    query = select(row.begins, func.sum(row.count)).where(*whole, over, row.begins >= first)
    return {day: int(found) for day, found in session.execute(query.group_by(row.begins))}


def _measured(
    session: Session, tenant: str, days: Sequence[tuple[date, datetime]]
) -> dict[date, dict[str, int]]:
    taken, row = (days[0][1], days[-1][1]), Measurement
    query = select(row.hour, row.exceptions).where(row.tenant_id == tenant, row.hour >= taken[0])
    found = session.execute(query.where(row.hour < taken[1]).order_by(row.hour)).all()
    last: dict[date, dict[str, int]] = {}
    for hour, exceptions in found:
        last[max(day for day, begins in days if begins <= hour)] = exceptions
    return last
