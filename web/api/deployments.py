"""What is deployed, and who did what to the system, for programs."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import Field

from engine import queries
from engine.queries.audited import AuditFilters, audited
from engine.queries.slices import Slice
from web.api import cursors
from web.api.operation import operation
from web.api.queues import READ
from web.api.shapes import Given, Instant, Listed, Name, PageAsked, sliced
from web.parts import parts


class ProcessGiven(Given):
    """A process of a deployment."""

    key: str
    name: str
    file: str


class DeploymentGiven(Given):
    """One version of a bundle. `active`: new instances begin with it."""

    id: UUID
    key: str
    version: int
    digest: str
    title: str
    note: str
    deployed_by: str
    deployed_at: datetime
    active: bool


class DeploymentDetail(DeploymentGiven):
    """A deployment with its processes."""

    processes: list[ProcessGiven]


class DeploymentsGiven(Given):
    """The deployment in force of each bundle."""

    items: list[DeploymentGiven]


class AuditLogAsked(PageAsked):
    """Which lines."""

    by: Name | None = Field(None, description="Id of a person, or client:<id>.")
    action: Name | None = Field(None, description="An action, or its first word.")
    about: Name | None = None
    since: Instant | None = None
    before: Instant | None = None


class AuditLine(Given):
    """A line of the audit log. `digest` seals it together with the line before."""

    seq: int
    at: datetime
    by: str
    action: str
    about: str
    detail: dict[str, Any]
    digest: str


@operation("GET", "/deployments", tag="Deployments", **READ)
def list_deployments() -> DeploymentsGiven:
    """The version in force of each bundle."""
    here = parts()
    with here.database.read() as db:
        rows = queries.active_deployments(db, here.tenant)
    return DeploymentsGiven(items=[DeploymentGiven.model_validate(row) for row in rows])


@operation("GET", "/deployments/{deployment_id}", tag="Deployments", **READ)
def read_deployment(deployment_id: UUID) -> DeploymentDetail:
    """One version of a bundle, in force or not, with its processes."""
    here = parts()
    with here.database.read() as db:
        row = queries.deployment(db, here.tenant, deployment_id)
        processes = queries.processes_of(db, here.tenant, deployment_id)
    own = {name: getattr(row, name) for name in DeploymentGiven.model_fields}
    return DeploymentDetail.model_validate({**own, "processes": processes})


@operation("GET", "/audit-log", tag="Audit log", **READ)
def read_audit_log(query: AuditLogAsked) -> Listed[AuditLine]:
    """Who did what to the system, newest first."""
    here = parts()
    filters = AuditFilters(
        [query.by] if query.by else None,
        query.action or "",
        query.about or "",
        query.since,
        query.before,
    )
    last = cursors.read(query.cursor, (cursors.number,))
    with here.database.read() as db:
        after = None if last is None else str(last[0])
        found = audited(db, here.tenant, filters, after, query.limit)
    return sliced(AuditLine, Slice(found.rows, found.after))
