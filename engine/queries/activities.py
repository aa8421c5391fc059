"""What instances pass through: where they are now, how often and how long, and where late."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, select, text
from sqlalchemy.orm import Session

from engine.database import is_word
from engine.tables import ActivityFigure, ActivityInstance, Incident, ProcessInstance
from engine.tables.activity import GOING_ON, UNCOUNTED

ONE = timedelta(days=1)
# More than the worker leaves uncounted while it runs; without it the figures stay behind.
MOST_UNCOUNTED = 1_000


@dataclass(frozen=True)
class Chosen:
    """A process, the days from `first` to `last`, and the deployments: None for all."""

    process_key: str
    first: date
    last: date
    deployments: tuple[UUID, ...] | None = None


@dataclass(frozen=True)
class Standing:
    """How many are at an element now, how many of them past their date, and since when."""

    open: int
    overdue: int
    since: datetime | None


@dataclass(frozen=True)
class Passed:
    """How often one instance passed an element: `going_on` of `reached` have not ended."""

    process_key: str
    element_id: str
    reached: int
    completed: int
    going_on: int
    first: datetime
    last: datetime | None


def figures(
    session: Session, tenant: str, chosen: Chosen
) -> Sequence[tuple[str, str, int, int, int]]:
    """The counted passages of those days: (element, measure, band, count, total), to be added up.

    Whole months are read as such, the rest day by day: a year is a dozen spans, not 365.
    """
    # Each span by itself: all at once would be read past the days of other years.
    each = (_figures(tenant, chosen, *span) for span in spans(chosen.first, chosen.last))
    read = (session.execute(query) for query in each)
    return [(e, m, b, int(n), int(t)) for rows in read for e, m, b, n, t in rows]


def _figures(tenant: str, chosen: Chosen, span: str, first: date, last: date) -> Select[Any]:
    table: Any = ActivityFigure
    sums = func.sum(table.count), func.sum(table.total)
    return (
        select(table.element_id, table.measure, table.band, *sums)
        .where(table.tenant_id == tenant, table.process_key == chosen.process_key)
        .where(table.span == span, table.begins >= first, table.begins <= last)
        .where(*_of(table, chosen.deployments))
        .group_by(table.element_id, table.measure, table.band)
    )


def uncounted(session: Session, tenant: str, process_key: str) -> Sequence[ActivityInstance]:
    """The passages that have ended and are in no figure yet, at most 1,000."""
    query = select(ActivityInstance).where(
        ActivityInstance.tenant_id == tenant,
        ActivityInstance.process_key == process_key,
        text(UNCOUNTED),
    )
    return session.scalars(query.limit(MOST_UNCOUNTED)).all()


def standings(session: Session, tenant: str, chosen: Chosen, now: datetime) -> dict[str, Standing]:
    """Where instances are now, by element; the process's own key counts those that are open."""
    table: Any = ActivityInstance
    overdue = func.sum(case((table.due_at < now, 1), else_=0))
    query = (
        select(table.element_id, func.count(), overdue, func.min(table.reached_at))
        .where(table.tenant_id == tenant, table.process_key == chosen.process_key)
        .where(text(GOING_ON), *_of(table, chosen.deployments))
        .group_by(table.element_id)
    )
    return {id: Standing(n, int(late), since) for id, n, late, since in session.execute(query)}


def held_up(session: Session, tenant: str, chosen: Chosen) -> dict[str, int]:
    """Open incidents by element of the process, also where another process calls it."""
    passage: Any = ActivityInstance
    instance: Any = ProcessInstance
    same = and_(
        passage.tenant_id == tenant,
        passage.instance_id == Incident.instance_id,
        passage.id == Incident.task_id,
    )
    home = func.coalesce(passage.process_key, instance.process_key)
    query = (
        select(Incident.element_id, func.count())
        .join(instance, and_(instance.tenant_id == tenant, instance.id == Incident.instance_id))
        .outerjoin(passage, same)
        .where(Incident.tenant_id == tenant, is_word(Incident.state, "open"))
        .where(home == chosen.process_key, *_of(instance, chosen.deployments))
        .group_by(Incident.element_id)
    )
    return {element: count for element, count in session.execute(query)}


def passed(session: Session, tenant: str, instance_id: UUID) -> list[Passed]:
    """What one instance passed through, an entry for each element, in the order first reached."""
    table: Any = ActivityInstance
    first = func.min(table.reached_at)
    query = (
        select(
            table.process_key, table.element_id, func.count(),
            func.sum(case((table.outcome == "completed", 1), else_=0)),
            func.sum(case((table.ended_at.is_(None), 1), else_=0)),
            first, func.max(table.ended_at),
        )
        .where(table.tenant_id == tenant, table.instance_id == instance_id)
        .where(table.type != "process")
        .group_by(table.process_key, table.element_id)
        .order_by(first, table.element_id)
    )  # fmt: skip
    return [Passed(*row) for row in session.execute(query)]


def _of(table: Any, deployments: tuple[UUID, ...] | None) -> tuple[ColumnElement[bool], ...]:
    return () if deployments is None else (table.deployment_id.in_(deployments),)


def spans(first: date, last: date) -> Iterator[tuple[str, date, date]]:
    """The days from `first` to `last` as (span, first begin, last begin)."""
    months_from = first if first.day == 1 else _next_month(first)
    months_to = (last + ONE).replace(day=1)
    if months_from >= months_to:
        yield "day", first, last
        return
    if first < months_from:
        yield "day", first, months_from - ONE
    yield "month", months_from, (months_to - ONE).replace(day=1)
    if months_to <= last:
        yield "day", months_to, last


def _next_month(day: date) -> date:
    return (day.replace(day=1) + 31 * ONE).replace(day=1)
