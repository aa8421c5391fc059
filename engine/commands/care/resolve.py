"""Close an incident by hand, when nothing has to be done about it any more."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from engine import queries
from engine.commands.care.known import note_it
from engine.commands.care.verdict import judge, waiting_job
from engine.context import Context
from engine.errors import AlreadyDone, NotFound, OperationRefused
from engine.history import append_history
from engine.queries.causes import cause_of
from engine.queries.incident_list import incident_list
from engine.tables import Incident
from engine.transition import lock_instance

MOST = 500


@dataclass(frozen=True)
class Closed:
    """How many were closed, and how many of those looked at stay."""

    closed: int
    kept: int


def resolve(context: Context, incident_id: UUID, *, by: str, reason: str) -> None:
    """Close it; a letter, a message or a start that waited for it is given up.

    Raises NotFound, AlreadyDone, and OperationRefused with the remedy without a reason, or while
    it is all that keeps something in sight.
    """
    require_reason(reason)
    context.database.transact(lambda s: _resolve(context, s, incident_id, by, reason.strip()))


def resolve_all(context: Context, cause: str, *, by: str, reason: str) -> Closed:
    """The same for the open incidents of a cause, the oldest MOST of them, each in a transaction
    of its own; those that may not be closed stay. Raises NotFound, OperationRefused without a
    reason."""
    require_reason(reason)
    with context.database.read() as session:
        if cause_of(session, context.tenant, cause) is None:
            raise NotFound("There is no incident of this cause.")
        filters = queries.IncidentFilters(cause=cause)
        rows = incident_list(session, context.tenant, filters, size=MOST).rows
    closed = sum(_closed(context, row.id, by, reason) for row in rows)
    return Closed(closed, len(rows) - closed)


def _closed(context: Context, id: UUID, by: str, reason: str) -> bool:
    try:
        resolve(context, id, by=by, reason=reason)
    except (AlreadyDone, OperationRefused):
        return False
    return True


def require_reason(reason: str) -> None:
    """Raises OperationRefused when there is none."""
    if not reason.strip():
        raise OperationRefused("There is no reason.", "Say why, for those who read it later.")


def _resolve(context: Context, session: Session, id: UUID, by: str, reason: str) -> None:
    row = queries.incident(session, context.tenant, id)
    if row.instance_id is not None:
        lock_instance(session, context.tenant, row.instance_id)
    session.refresh(row, with_for_update=True)
    if row.state != "open":
        raise AlreadyDone(row.resolved_by, row.resolved_at, "It is resolved already.")
    found = judge(context, session, row)
    if found.refused:
        raise OperationRefused(found.refused, found.remedy)
    _close(context, session, row, by, reason)
    detail = {"reason": reason, "element": row.element_id, "cause": row.cause}
    note_it(context, session, "incident.resolve", str(row.id), by, detail)


def _close(context: Context, session: Session, row: Incident, by: str, reason: str) -> None:
    now, job = context.now(), waiting_job(session, row)
    if job is not None:
        job.state, job.ended_at = "cancelled", now
    row.state, row.resolved_at, row.resolved_by, row.reason = "resolved", now, by, reason
    if row.instance_id is not None:
        instance = queries.instance(session, context.tenant, row.instance_id)
        said = {"reason": reason, "incident": str(row.id)}
        line = {"at": now, "kind": "resolved", "by": by, "detail": said}
        place = {"task_id": row.task_id, "element_id": row.element_id or None}
        append_history(session, instance, [line | place])
