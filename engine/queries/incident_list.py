"""Incidents one after the other, for lists that go on from a place."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.database import is_word
from engine.queries.keyset import following
from engine.queries.operations import IncidentFilters
from engine.queries.slices import SIZE, Slice, place, read_place, slice_of
from engine.tables import Incident


def incident_list(
    session: Session,
    tenant: str,
    filters: IncidentFilters,
    after: str | None = None,
    size: int = SIZE,
) -> Slice[Incident]:
    """Incidents, the oldest first."""
    query = select(Incident).where(Incident.tenant_id == tenant)
    if filters.state is not None:
        open_ = is_word(Incident.state, "open")
        query = query.where(open_ if filters.state == "open" else Incident.state == filters.state)
    if filters.kind is not None:
        query = query.where(Incident.kind == filters.kind)
    if filters.instance_id is not None:
        query = query.where(Incident.instance_id == filters.instance_id)
    if filters.cause is not None:
        query = query.where(Incident.cause == filters.cause)
    last = read_place(after)
    if last is not None:
        query = query.where(following(last, Incident.created_at, Incident.id))
    ordered = query.order_by(Incident.created_at, Incident.id).limit(size + 1)
    return slice_of(session.scalars(ordered).all(), size, lambda row: place(row.created_at, row.id))
