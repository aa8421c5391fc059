"""Incidents by their cause: how many, since when, how many instances, and who looks after them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, distinct, func, or_, select
from sqlalchemy.orm import Session

from engine.database import is_word
from engine.queries.slices import SIZE, Slice, slice_of
from engine.tables import Incident, IncidentCare, IncidentNote

# Those resolved are looked through no further back than so many.
LATEST = 5_000
NOBODY = ""


@dataclass(frozen=True)
class CauseFilters:
    """Open ones unless `resolved`, of which the latest are looked through. `person` looks after
    it, "" for nobody; None does not matter."""

    resolved: bool = False
    process: str | None = None
    person: str | None = None
    cause: str | None = None


@dataclass(frozen=True)
class Cause:
    """Incidents of one cause. `first` is when the first of them opened, `last` when any of them
    happened last; `sentence` is that of one of them; `person` looks after them; `open`: they
    are open, otherwise resolved."""

    open: bool
    cause: str
    number: int
    instances: int
    first: datetime
    last: datetime
    process_key: str | None
    element_id: str
    kind: str
    sentence: str
    person: str | None


def causes(
    session: Session,
    tenant: str,
    filters: CauseFilters,
    after: str | None = None,
    size: int = SIZE,
) -> Slice[Cause]:
    """Causes, those with the most incidents first; `after` is the place of the last one seen."""
    of = _latest(tenant, Incident.resolved_at) if filters.resolved else Incident
    query = _grouped(of, tenant, filters)
    last = read_place(after)
    if last is not None:
        number, cause = last
        further = or_(func.count() < number, (func.count() == number) & (of.cause > cause))
        query = query.having(further)
    rows = session.execute(query.order_by(func.count().desc(), of.cause).limit(size + 1))
    return slice_of([Cause(not filters.resolved, *row) for row in rows], size, place)


def cause_of(session: Session, tenant: str, cause: str) -> Cause | None:
    """One cause: its open incidents, or when there are none those resolved lately; None if there
    never was any."""
    latest = _latest(tenant, Incident.created_at, Incident.cause == cause)
    for resolved, of in ((False, Incident), (True, latest)):
        filters = CauseFilters(resolved, cause=cause)
        row = session.execute(_grouped(of, tenant, filters)).first()
        if row is not None:
            return Cause(not resolved, *row)
    return None


def care_of(session: Session, tenant: str, cause: str) -> IncidentCare | None:
    """Who looks after a cause, said by whom and when; None for nobody."""
    return session.get(IncidentCare, (tenant, cause))


def notes_of(session: Session, tenant: str, cause: str) -> Sequence[IncidentNote]:
    """What was found out about a cause, the latest first."""
    here = (IncidentNote.tenant_id == tenant, IncidentNote.cause == cause)
    query = select(IncidentNote).where(*here)
    return session.scalars(query.order_by(IncidentNote.at.desc(), IncidentNote.id)).all()


def place(row: Cause) -> str:
    """Where in the list it is; fit for an address."""
    return f"{row.number}_{row.cause}"


def read_place(after: str | None) -> tuple[int, str] | None:
    """What `place` wrote; None for anything else."""
    number, _, cause = (after or "").partition("_")
    ascii_number = number.isascii() and number.isdigit() and len(number) < 10
    return (int(number), cause) if ascii_number and cause else None


def _grouped(of: Any, tenant: str, filters: CauseFilters) -> Select[Any]:
    cared = (IncidentCare.tenant_id == tenant) & (IncidentCare.cause == of.cause)
    columns = (
        of.cause, func.count(), func.count(distinct(of.instance_id)), func.min(of.created_at),
        func.max(of.last_at), func.min(of.process_key), func.min(of.element_id),
        func.min(of.kind), func.min(of.sentence), IncidentCare.person,
    )  # fmt: skip
    query = select(*columns).outerjoin(IncidentCare, cared).where(*_which(of, tenant, filters))
    return query.group_by(of.cause, IncidentCare.person)


def _which(of: Any, tenant: str, filters: CauseFilters) -> list[ColumnElement[bool]]:
    state = "resolved" if filters.resolved else "open"
    which = [of.tenant_id == tenant, is_word(of.state, state)]
    if filters.cause is not None:
        which.append(of.cause == filters.cause)
    if filters.process is not None:
        which.append(of.process_key == filters.process)
    if filters.person is not None:
        nobody = filters.person == NOBODY
        mine = IncidentCare.person.is_(None) if nobody else IncidentCare.person == filters.person
        which.append(mine)
    return which


def _latest(tenant: str, by: Any, *which: ColumnElement[bool]) -> Any:
    """The columns of those resolved, so many from the end of an index."""
    of = (Incident.tenant_id == tenant, is_word(Incident.state, "resolved"), *which)
    return select(Incident).where(*of).order_by(by.desc()).limit(LATEST).subquery().c
