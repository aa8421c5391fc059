"""What an administrator looks at: instances, incidents, jobs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session

from engine.queries.page import SIZE, Page, one_of, page_of
from engine.tables import (
    Incident,
    Job,
    MessageSubscription,
    ProcessInstance,
    SignalSubscription,
    UserTask,
)

LIVE = ("ready", "leased", "incident")


@dataclass(frozen=True)
class IncidentFilters:
    """Open incidents unless `state` says otherwise; of one instance or cause when it is given."""

    state: str | None = "open"
    kind: str | None = None
    instance_id: UUID | None = None
    cause: str | None = None


def instance(session: Session, tenant: str, instance_id: UUID) -> ProcessInstance:
    """The instance. NotFound when there is none."""
    return one_of(session, ProcessInstance, tenant, instance_id, "process instance")


def incident(session: Session, tenant: str, incident_id: UUID) -> Incident:
    """The incident. NotFound when there is none."""
    return one_of(session, Incident, tenant, incident_id, "incident")


def incidents(
    session: Session,
    tenant: str,
    filters: IncidentFilters | None = None,
    page: int = 1,
    size: int = SIZE,
) -> Page[Incident]:
    """Incidents, oldest first: what has waited longest needs looking at first."""
    chosen = filters or IncidentFilters()
    query = select(Incident).where(Incident.tenant_id == tenant)
    for column, wanted in (
        (Incident.state, chosen.state),
        (Incident.kind, chosen.kind),
        (Incident.instance_id, chosen.instance_id),
        (Incident.cause, chosen.cause),
    ):
        if wanted is not None:
            query = query.where(column == wanted)
    return page_of(session, query.order_by(Incident.created_at, Incident.id), page, size)


def jobs(session: Session, tenant: str, instance_id: UUID) -> Sequence[Job]:
    """Every job of an instance, in due order."""
    query = select(Job).where(Job.tenant_id == tenant, Job.instance_id == instance_id)
    return session.scalars(query.order_by(Job.due_at, Job.id)).all()


def stalled(session: Session, tenant: str) -> Sequence[UUID]:
    """Active instances that nothing will ever move again. There must be none, at any commit."""
    waits = [
        _of_instance(UserTask, UserTask.state == "open"),
        _of_instance(Job, Job.kind.in_(["timer", "service"]), Job.state.in_(LIVE)),
        _of_instance(MessageSubscription),
        _of_instance(SignalSubscription),
        _of_instance(Incident, Incident.state == "open"),
    ]
    query = select(ProcessInstance.id).where(
        ProcessInstance.tenant_id == tenant, ProcessInstance.status == "active", ~or_(*waits)
    )
    return session.scalars(query).all()


def _of_instance(table: Any, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    same = (table.tenant_id == ProcessInstance.tenant_id, table.instance_id == ProcessInstance.id)
    return exists().where(*same, *conditions)
