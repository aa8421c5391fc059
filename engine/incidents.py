"""Incidents as rows: opened instead of silence, resolved when the work goes on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, update
from sqlalchemy.orm import Session

from engine.database import insert_rows
from engine.tables import Incident


def open_incident(
    session: Session,
    tenant: str,
    *,
    now: datetime,
    kind: str,
    sentence: str,
    instance_id: UUID | None = None,
    task_id: UUID | None = None,
    job_id: UUID | None = None,
    element_id: str = "",
    detail: Mapping[str, Any] | None = None,
) -> UUID:
    """Open an incident. `sentence` is read by an administrator: no case content."""
    row = {
        "tenant_id": tenant,
        "id": uuid4(),
        "instance_id": instance_id,
        "task_id": task_id,
        "job_id": job_id,
        "element_id": element_id,
        "kind": kind,
        "sentence": sentence,
        "state": "open",
        "occurrences": 1,
        "detail": dict(detail or {}),
        "created_at": now,
    }
    insert_rows(session, Incident, [row])
    return UUID(str(row["id"]))


def resolve_incidents(
    session: Session,
    tenant: str,
    task_ids: Iterable[UUID],
    *,
    now: datetime,
    by: str,
    reason: str,
) -> None:
    """Close the open incidents at these positions."""
    resolve(session, tenant, Incident.task_id.in_(list(task_ids)), now=now, by=by, reason=reason)


def resolve(
    session: Session,
    tenant: str,
    which: ColumnElement[bool],
    *,
    now: datetime,
    by: str,
    reason: str,
) -> None:
    """Close the open incidents that satisfy a condition."""
    statement = update(Incident).where(
        Incident.tenant_id == tenant, Incident.state == "open", which
    )
    values = {"state": "resolved", "resolved_at": now, "resolved_by": by, "reason": reason}
    session.execute(statement.values(**values), execution_options={"synchronize_session": False})
