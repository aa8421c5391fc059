"""Which process instances are meant: for the list, for files of it, and for batches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, select, text

from engine.database import is_word
from engine.queries.page import like
from engine.tables import (
    ActivityInstance,
    Deployment,
    Incident,
    ProcessDefinition,
    ProcessInstance,
    UserTask,
)
from engine.tables.activity import GOING_ON

ANY = "any"


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


def conditions(tenant: str, filters: InstanceFilters) -> list[ColumnElement[bool]]:
    """What a row of ProcessInstance has to satisfy."""
    row = ProcessInstance
    return [row.tenant_id == tenant, *_own(filters), *_around(tenant, filters)]


def _own(filters: InstanceFilters) -> Iterator[ColumnElement[bool]]:
    row = ProcessInstance
    if filters.status:
        yield row.status == filters.status
    if filters.process:
        yield row.process_key == filters.process
    if filters.cohort:
        yield row.cohort == filters.cohort
    if filters.text.strip():
        yield row.business_key.ilike(like(filters.text), escape="/")
    if filters.since:
        yield row.started_at >= filters.since
    if filters.before:
        yield row.started_at < filters.before


def _around(tenant: str, filters: InstanceFilters) -> Iterator[ColumnElement[bool]]:
    """What has to be there beside the instance itself."""
    row = ProcessInstance
    if filters.version is not None:
        of = select(Deployment.id).where(Deployment.tenant_id == tenant)
        yield row.deployment_id.in_(of.where(Deployment.version == filters.version))
    if filters.people is not None:
        yield row.id.in_(_with_people(tenant, filters.people))
    if filters.element:
        yield row.id.in_(_at_element(tenant, filters.element))
    if filters.incident:
        yield row.id.in_(_held_up(tenant, filters.incident))
    if filters.late_at:
        yield row.id.in_(_open(tenant, UserTask.sort_at < filters.late_at))


def _with_people(tenant: str, people: tuple[str, ...]) -> Any:
    free = (UserTask.assignee.is_(None), UserTask.candidate_group.in_(people))
    return _open(tenant, UserTask.assignee.in_(people)).union_all(_open(tenant, *free))


def _open(tenant: str, *which: ColumnElement[bool]) -> Select[Any]:
    waiting = (UserTask.tenant_id == tenant, is_word(UserTask.state, "open"))
    return select(UserTask.instance_id).where(*waiting, *which)


def _at_element(tenant: str, element: str) -> Select[Any]:
    # With the processes named, of which there are few, the index of what goes on is used.
    keys = select(ProcessDefinition.key).where(ProcessDefinition.tenant_id == tenant)
    here, there = ActivityInstance, ActivityInstance.process_key.in_(keys)
    at = select(here.instance_id).where(here.tenant_id == tenant, text(GOING_ON), there)
    return at.where(here.element_id == element)


def _held_up(tenant: str, cause: str) -> Select[Any]:
    waiting = (Incident.tenant_id == tenant, is_word(Incident.state, "open"))
    query = select(Incident.instance_id).where(*waiting, Incident.instance_id.is_not(None))
    return query if cause == ANY else query.where(Incident.cause == cause)
