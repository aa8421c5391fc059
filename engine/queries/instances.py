"""The list of process instances: narrowed by filters, in one of some orders, page after page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Select, func, select, tuple_
from sqlalchemy.orm import Session

from engine.queries.instance_filters import EVERY, InstanceFilters, Kept, kept
from engine.queries.page import SIZE
from engine.tables import ProcessInstance

Order = Literal["newest", "oldest", "reference", "reference_back"]
# The value a list is ordered by, and the id: where a page ends and the next goes on.
Place = tuple[Any, UUID]
# Nobody counts beyond: "more than 1,000" is all a page has to say.
MOST_COUNTED = 1_000
AT_ONCE = 1_000
BY_REFERENCE = ("reference", "reference_back")
_ORDERS: dict[Order, tuple[Any, bool]] = {
    "newest": (ProcessInstance.started_at, True),
    "oldest": (ProcessInstance.started_at, False),
    "reference": (ProcessInstance.business_key, False),
    "reference_back": (ProcessInstance.business_key, True),
}


@dataclass(frozen=True)
class InstanceRow:
    """A line of the list: what there is of an instance but its state. `version` is the row's."""

    id: UUID
    deployment_id: UUID
    process_key: str
    business_key: str | None
    status: str
    started_at: datetime
    started_by: str
    ended_at: datetime | None
    cohort: str | None
    version: int


@dataclass(frozen=True)
class InstanceList:
    """A page of the list. `earlier` and `later` are the places before its first and after its last
    row, None where there is nothing. `total` is at most one more than MOST_COUNTED."""

    rows: list[InstanceRow]
    earlier: Place | None
    later: Place | None
    total: int


_COLUMNS = [getattr(ProcessInstance, name) for name in InstanceRow.__dataclass_fields__]


def instance_list(
    session: Session,
    tenant: str,
    filters: InstanceFilters = EVERY,
    order: Order = "newest",
    *,
    after: Place | None = None,
    before: Place | None = None,
    size: int = SIZE,
) -> InstanceList:
    """The first page, or the one `after` or `before` a place. Ordered by reference, instances
    without one are left out."""
    fits = kept(session, tenant, filters)
    rows = _rows(
        session, tenant, _which(fits, order), order, before or after, bool(before), size + 1
    )
    beyond, rows = len(rows) > size, rows[:size]
    all_seen = not (beyond or after or before or order in BY_REFERENCE)
    total = len(rows) if all_seen else _counted(session, fits, MOST_COUNTED)
    if before:
        rows.reverse()
    first, last = (_place(rows[0], order), _place(rows[-1], order)) if rows else (before, after)
    if before:
        return InstanceList(rows, first if beyond else None, last, total)
    return InstanceList(rows, first if after else None, last if beyond else None, total)


def each_instance(
    session: Session, tenant: str, filters: InstanceFilters = EVERY, order: Order = "newest"
) -> Iterator[InstanceRow]:
    """All of them, some at a time: for files, and for batches."""
    which, place = _which(kept(session, tenant, filters), order), None
    while rows := _rows(session, tenant, which, order, place, False, AT_ONCE):
        yield from rows
        place = _place(rows[-1], order)


def instances_counted(
    session: Session, tenant: str, filters: InstanceFilters = EVERY, most: int = MOST_COUNTED
) -> int:
    """How many there are, counted to one more than `most`."""
    return _counted(session, kept(session, tenant, filters), most)


def _counted(session: Session, fits: Kept, most: int) -> int:
    if fits.surely > most:
        return most + 1
    found = select(ProcessInstance.id).where(*fits.counted).limit(most + 1)
    return session.scalar(select(func.count()).select_from(found.subquery())) or 0


def _which(fits: Kept, order: Order) -> Select[Any]:
    query = select(ProcessInstance.id).where(*fits.listed)
    named = ProcessInstance.business_key.is_not(None)
    return query.where(named) if order in BY_REFERENCE else query


def _rows(
    session: Session,
    tenant: str,
    which: Select[Any],
    order: Order,
    place: Place | None,
    back: bool,
    size: int,
) -> list[InstanceRow]:
    column, falling = _ORDERS[order]
    keys, falling = (column, ProcessInstance.id), falling != back
    if place is not None:
        here, there = tuple_(*keys), tuple_(*place)
        which = which.where(here < there if falling else here > there)
    ordered = [key.desc() if falling else key for key in keys]
    # First which, from an index alone; then the rows of those few.
    these = which.order_by(*ordered).limit(size).subquery()
    rows = select(*_COLUMNS).where(ProcessInstance.tenant_id == tenant)
    found = rows.join(these, these.c.id == ProcessInstance.id).order_by(*ordered)
    return [InstanceRow(*row) for row in session.execute(found)]


def _place(row: InstanceRow, order: Order) -> Place:
    return getattr(row, _ORDERS[order][0].key), row.id
