"""Where some instances are, all with one look: whom they wait for, at which elements, held up."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from engine.database import is_word
from engine.tables import ActivityInstance, Incident, UserTask
from engine.tables.activity import GOING_ON


def waiting_of(session: Session, tenant: str, ids: Sequence[UUID]) -> Sequence[UserTask]:
    """The open user tasks of these instances, by when they are due."""
    open_ = (UserTask.tenant_id == tenant, is_word(UserTask.state, "open"))
    query = select(UserTask).where(*open_, UserTask.instance_id.in_(ids))
    return session.scalars(query.order_by(UserTask.sort_at, UserTask.id)).all() if ids else []


def places_of(session: Session, tenant: str, ids: Sequence[UUID]) -> list[tuple[UUID, UUID, str]]:
    """The elements they are at, as (instance, position, element); not the instance itself."""
    here = ActivityInstance
    at = select(here.instance_id, here.id, here.element_id).where(here.tenant_id == tenant)
    at = at.where(here.instance_id.in_(ids), text(GOING_ON), here.id != here.instance_id)
    ordered = at.order_by(here.reached_at, here.element_id, here.id)
    return [(of, id, element) for of, id, element in session.execute(ordered)] if ids else []


def held_up_of(session: Session, tenant: str, ids: Sequence[UUID]) -> dict[UUID, int]:
    """How many open incidents each has; those without one are left out."""
    open_ = (Incident.tenant_id == tenant, is_word(Incident.state, "open"))
    query = select(Incident.instance_id, func.count()).where(*open_, Incident.instance_id.in_(ids))
    found = session.execute(query.group_by(Incident.instance_id))
    return {of: number for of, number in found if of is not None}
