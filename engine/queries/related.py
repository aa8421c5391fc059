"""Instances that belong together."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, defer

from engine.tables import ProcessInstance

MOST = 50
WITHOUT_STATE = defer(ProcessInstance.state)


def begun_from(session: Session, tenant: str, instance_id: UUID) -> Sequence[ProcessInstance]:
    """The instances that one began, the latest first, at most 50."""
    query = select(ProcessInstance).where(
        ProcessInstance.tenant_id == tenant, ProcessInstance.begun_from == instance_id
    )
    return session.scalars(_latest(query)).all()


def sharing_key(session: Session, tenant: str, business_key: str) -> Sequence[ProcessInstance]:
    """The instances with this business key, the latest first, at most 50."""
    query = select(ProcessInstance).where(
        ProcessInstance.tenant_id == tenant, ProcessInstance.business_key == business_key
    )
    return session.scalars(_latest(query)).all()


def _latest(query: Select[ProcessInstance]) -> Select[ProcessInstance]:
    ordered = query.order_by(ProcessInstance.started_at.desc(), ProcessInstance.id)
    return ordered.limit(MOST).options(WITHOUT_STATE)
