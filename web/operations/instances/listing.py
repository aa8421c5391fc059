"""The lines of the list: where each instance is, whom it waits for, and what holds it up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.queries import InstanceRow
from engine.queries.standing import held_up_of, places_of, waiting_of
from engine.tables import Deployment, ProcessDefinition, UserTask
from handlers.directory.reading import names
from handlers.directory.roles import words
from web.words import day, plain

MOST_PLACES = 3


@dataclass(frozen=True)
class Line:
    """One instance. `places` says where it is, `more` how many places are left out."""

    row: InstanceRow
    process: str
    version: int
    places: list[str] = field(default_factory=list)
    more: int = 0
    held: int = 0


def lines(session: Session, tenant: str, rows: Sequence[InstanceRow], now: datetime) -> list[Line]:
    """The lines of these rows, in their order."""
    versions = _versions(session, tenant, rows)
    called = process_names(session, tenant, {row.deployment_id for row in rows})
    held = held_up_of(session, tenant, [row.id for row in rows])
    places = _places(session, tenant, [row.id for row in rows if row.ended_at is None], now)
    return [
        Line(
            row,
            called.get(row.process_key, row.process_key),
            versions.get(row.deployment_id, 0),
            places[row.id][:MOST_PLACES],
            max(0, len(places[row.id]) - MOST_PLACES),
            held.get(row.id, 0),
        )
        for row in rows
    ]


def process_names(session: Session, tenant: str, deployments: set[UUID]) -> dict[str, str]:
    """What processes are called, by key, in these deployments."""
    table = ProcessDefinition
    which = (table.tenant_id == tenant, table.deployment_id.in_(deployments))
    return {key: name for key, name in session.execute(select(table.key, table.name).where(*which))}


def _versions(session: Session, tenant: str, rows: Sequence[InstanceRow]) -> dict[UUID, int]:
    ids = {row.deployment_id for row in rows}
    query = select(Deployment.id, Deployment.version)
    found = session.execute(query.where(Deployment.tenant_id == tenant, Deployment.id.in_(ids)))
    return {id: version for id, version in found}


def _places(
    session: Session, tenant: str, ids: Sequence[UUID], now: datetime
) -> dict[UUID, list[str]]:
    """Who has what first, then where else it is."""
    said: dict[UUID, list[str]] = defaultdict(list)
    waiting = waiting_of(session, tenant, ids)
    known = names(session, tenant, [one.assignee for one in waiting])
    for one in waiting:
        said[one.instance_id].append(f"{one.name}, with {_whom(one, known)}{_due(one, now)}")
    asked = {one.id for one in waiting}
    for instance, place, element in places_of(session, tenant, ids):
        if place not in asked:
            said[instance].append(plain(element))
    return said


def _whom(one: UserTask, known: dict[str, str]) -> str:
    if one.assignee:
        return known.get(one.assignee, one.assignee)
    return words(one.candidate_group) if one.candidate_group else "nobody"


def _due(one: UserTask, now: datetime) -> str:
    if one.due_at is None:
        return ""
    return f", {'was ' if one.due_at < now else ''}due {day(one.due_at)}"
