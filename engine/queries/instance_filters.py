"""Which process instances are meant: for the list, for files of it, and for batches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, false, select
from sqlalchemy.orm import Session

from engine.database import containing
from engine.queries.near import FEW, Look, at_element, deployed_as, held_up, late, near, with_people
from engine.queries.page import like
from engine.tables import ProcessInstance


@dataclass(frozen=True)
class InstanceFilters:
    """What is given must hold of an instance; what is left out does not matter.

    `text` stands anywhere in the business key. `version` is that of the bundle. `people` are ids
    of people and roles: an open user task is with one of them. `element` is where it is now.
    `incident`: "any" open incident, or those of one cause. `late_at`: an open user task was due
    before that instant. `since` and `before`: when it was begun.
    """

    status: str | None = None
    process: str | None = None
    text: str = ""
    version: int | None = None
    cohort: str | None = None
    people: tuple[str, ...] | None = None
    element: str | None = None
    incident: str | None = None
    late_at: datetime | None = None
    since: datetime | None = None
    before: datetime | None = None


EVERY = InstanceFilters()


@dataclass(frozen=True)
class Kept:
    """What a row of ProcessInstance has to satisfy, when rows are read in an order, and when they
    are counted; `surely` so many do, or more."""

    listed: list[ColumnElement[bool]]
    counted: list[ColumnElement[bool]]
    surely: int


def kept(session: Session, tenant: str, filters: InstanceFilters) -> Kept:
    """The filters as conditions. What stands beside instances is looked up now."""
    own = [ProcessInstance.tenant_id == tenant, *_own(filters)]
    beside = [near(session, tenant, look) for look in _beside(tenant, filters)]
    alone = len(own) == len(beside) == 1
    counted = [*own, *(one.counted for one in beside)]
    if not alone and any(one.surely for one in beside):
        # Of many that are narrowed further few may be left, and the list would be walked in vain.
        some = session.scalars(select(ProcessInstance.id).where(*counted).limit(FEW + 1)).all()
        if len(some) <= FEW:
            these = [own[0], ProcessInstance.id.in_(some) if some else false()]
            return Kept(these, these, 0)
    listed = [*own, *(one.listed for one in beside)]
    return Kept(listed, counted, beside[0].surely if alone else 0)


def _own(filters: InstanceFilters) -> Iterator[ColumnElement[bool]]:
    row = ProcessInstance
    if filters.status:
        yield row.status == filters.status
    if filters.process:
        yield row.process_key == filters.process
    if filters.cohort:
        yield row.cohort == filters.cohort
    if filters.text.strip():
        yield containing(row.business_key, like(filters.text))
    if filters.since:
        yield row.started_at >= filters.since
    if filters.before:
        yield row.started_at < filters.before


def _beside(tenant: str, filters: InstanceFilters) -> Iterator[Look]:
    """What has to be there beside the instance itself."""
    if filters.version is not None:
        yield deployed_as(filters.version)
    if filters.people is not None:
        yield with_people(filters.people)
    if filters.element:
        yield at_element(tenant, filters.element)
    if filters.incident:
        yield held_up(filters.incident)
    if filters.late_at:
        yield late(filters.late_at)
