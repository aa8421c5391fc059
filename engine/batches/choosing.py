"""Which instances, or incidents, a batch is for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.database import is_word
from engine.queries import InstanceFilters, each_instance
from engine.tables import BatchItem, Incident, ProcessInstance

MOST = 10_000
OPEN = ("active", "suspended")
AT_ONCE = 500


@dataclass(frozen=True)
class Chosen:
    """An instance, and the incident that is to be tried again, if that is what is done. No
    instance: the incident is of a letter, a message, a start or other work of none."""

    instance_id: UUID | None
    business_key: str | None
    incident_id: UUID | None = None


def by_filters(session: Session, tenant: str, filters: InstanceFilters) -> list[Chosen]:
    """Those of the list that go on, at most one more than MOST."""
    rows = (row for row in each_instance(session, tenant, filters) if row.status in OPEN)
    return [Chosen(row.id, row.business_key) for row in islice(rows, MOST + 1)]


def by_ids(session: Session, tenant: str, ids: Iterable[UUID]) -> list[Chosen]:
    """These, in the order of their ids; one that there is not is left out."""
    wanted = sorted(set(ids))[: MOST + 1]
    columns = select(ProcessInstance.id, ProcessInstance.business_key)
    found: list[Chosen] = []
    for first in range(0, len(wanted), AT_ONCE):
        some = ProcessInstance.id.in_(wanted[first : first + AT_ONCE])
        query = columns.where(ProcessInstance.tenant_id == tenant, some)
        found += [Chosen(id, key) for id, key in session.execute(query.order_by("id"))]
    return found


def by_cause(session: Session, tenant: str, cause: str) -> list[Chosen]:
    """Every open incident of one cause, oldest first."""
    held = (Incident.tenant_id == tenant, is_word(Incident.state, "open"), Incident.cause == cause)
    return _incidents(session, *held)


def with_incidents(session: Session, tenant: str, chosen: Sequence[Chosen]) -> list[Chosen]:
    """For a retry: every open incident of these instances."""
    ids = [one.instance_id for one in chosen if one.instance_id is not None]
    found: list[Chosen] = []
    for first in range(0, len(ids), AT_ONCE):
        some = Incident.instance_id.in_(ids[first : first + AT_ONCE])
        held = (Incident.tenant_id == tenant, is_word(Incident.state, "open"), some)
        found += _incidents(session, *held)
    return found


def of_batch(session: Session, tenant: str, batch_id: UUID, states: Sequence[str]) -> list[Chosen]:
    """The items of a batch that ended so."""
    query = select(BatchItem).where(
        BatchItem.tenant_id == tenant, BatchItem.batch_id == batch_id, BatchItem.state.in_(states)
    )
    rows = session.scalars(query.order_by(BatchItem.number))
    return [Chosen(row.instance_id, row.business_key, row.incident_id) for row in rows]


def _incidents(session: Session, *which: Any) -> list[Chosen]:
    same = (ProcessInstance.tenant_id == Incident.tenant_id) & (
        ProcessInstance.id == Incident.instance_id
    )
    columns = select(Incident.instance_id, ProcessInstance.business_key, Incident.id)
    query = columns.outerjoin(ProcessInstance, same).where(*which)
    ordered = query.order_by(Incident.created_at, Incident.id).limit(MOST + 1)
    return [Chosen(*row) for row in session.execute(ordered)]
