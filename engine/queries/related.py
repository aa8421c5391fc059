"""Instances that belong together."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, defer

from engine.tables import ProcessInstance

MOST, READ = 50, 1_000
WITHOUT_STATE = defer(ProcessInstance.state)


def begun_from(session: Session, tenant: str, instance_id: UUID) -> Sequence[ProcessInstance]:
    """The instances that one began, the latest first, at most 50."""
    return _latest(session, tenant, ProcessInstance.begun_from == instance_id)


def sharing_key(session: Session, tenant: str, business_key: str) -> Sequence[ProcessInstance]:
    """The instances with this business key, the latest first, at most 50."""
    return _latest(session, tenant, ProcessInstance.business_key == business_key)


def cohort_of(session: Session, tenant: str, instance_id: UUID | None) -> str | None:
    """The group an instance belongs to; None when it is in none, or there is no instance."""
    if instance_id is None:
        return None
    row = (ProcessInstance.tenant_id == tenant, ProcessInstance.id == instance_id)
    return session.scalars(select(ProcessInstance.cohort).where(*row)).one_or_none()


def _latest(session: Session, tenant: str, which: ColumnElement[bool]) -> Sequence[ProcessInstance]:
    # Ordered here: asked for an order, SQLite would read all instances in it to find these few.
    query = select(ProcessInstance).where(ProcessInstance.tenant_id == tenant, which)
    rows = session.scalars(query.limit(READ).options(WITHOUT_STATE)).all()
    return sorted(rows, key=lambda row: (row.started_at, row.id), reverse=True)[:MOST]
