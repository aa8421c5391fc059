"""Incidents as rows: opened instead of silence, resolved when the work goes on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, cast
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, Table, bindparam, update
from sqlalchemy.orm import Session

from engine.causes import cause_of
from engine.database import insert_rows
from engine.tables import Incident, ProcessInstance

_INCIDENT = cast(Table, Incident.__table__)
_OPEN = update(_INCIDENT).where(
    _INCIDENT.c.tenant_id == bindparam("of"), _INCIDENT.c.state == "open"
)
_OPEN_AT = _OPEN.where(_INCIDENT.c.task_id.in_(bindparam("places", expanding=True)))


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
    process_key = _process_of(session, tenant, instance_id)
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
        "last_at": now,
        "process_key": process_key,
        "cause": cause_of(process_key, kind, element_id, sentence),
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
    which = {"of": tenant, "places": list(task_ids)}
    session.execute(_OPEN_AT, {**which, **_resolved(now, by, reason)})


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
    session.execute(_OPEN.where(which), {"of": tenant, **_resolved(now, by, reason)})


def _process_of(session: Session, tenant: str, instance_id: UUID | None) -> str | None:
    # Within a step the instance is there already, and costs no statement.
    row = instance_id and session.get(ProcessInstance, (tenant, instance_id))
    return row.process_key if row else None


def _resolved(now: datetime, by: str, reason: str) -> dict[str, object]:
    return {"state": "resolved", "resolved_at": now, "resolved_by": by, "reason": reason}
