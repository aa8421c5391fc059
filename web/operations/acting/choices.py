"""What can be chosen from on the page of one operation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine import queries
from engine.acting import Kind, Place, Standing
from engine.tables import Deployment, ProcessInstance
from handlers.directory.roles import ROLES
from web.parts import Parts
from web.words import HERE


@dataclass(frozen=True)
class Choices:
    """Options by value for the fields of this operation; `due` is the date it has now."""

    to: Mapping[str, str] = field(default_factory=dict)
    deployment: Mapping[str, str] = field(default_factory=dict)
    group: Mapping[str, str] = field(default_factory=lambda: ROLES)
    due: str = ""


def choices(
    session: Session, here: Parts, kind: Kind, standing: Standing, place: Place | None
) -> Choices:
    """What there is to choose."""
    if kind == "back":
        return Choices(to=dict(standing.behind))
    if kind == "migrate":
        return Choices(deployment=versions(session, here.tenant, standing.row))
    if place is None:
        return Choices()
    due = _due(session, here.tenant, standing.row, place.at.task_id) if kind == "due" else ""
    return Choices(to=dict(place.at.goals), due=due)


def versions(session: Session, tenant: str, row: ProcessInstance) -> dict[str, str]:
    """The other versions of its bundle, the latest first."""
    own = queries.deployment(session, tenant, row.deployment_id)
    query = select(Deployment).where(
        Deployment.tenant_id == tenant, Deployment.key == own.key, Deployment.id != own.id
    )
    rows = session.scalars(query.order_by(Deployment.version.desc()).limit(20))
    return {str(d.id): f"Version {d.version}{', in force' if d.active else ''}" for d in rows}


def _due(session: Session, tenant: str, row: ProcessInstance, at: UUID) -> str:
    user_tasks = (t.due_at for t in queries.user_tasks(session, tenant, row.id) if t.id == at)
    timers = (j.due_at for j in queries.jobs(session, tenant, row.id) if j.task_id == at)
    due = next((one for one in [*user_tasks, *timers] if one is not None), None)
    return f"{due.astimezone(HERE):%Y-%m-%d %H:%M}" if due else ""
