"""Try a job again now that failed and waits for its next attempt."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from engine.context import Context
from engine.errors import NotFound, OperationRefused, OutOfDate
from engine.history import append_audit_log
from engine.tables import Job

NEVER = "This has not been tried yet: it is done when it is due."
OTHER = "Change the date at its instance."


def hurry(context: Context, job_id: UUID, *, by: str, reason: str, seen: int) -> None:
    """Make it due. `seen`: its attempts on the page. Raises NotFound, OutOfDate,
    OperationRefused."""
    context.database.transact(lambda s: _hurry(context, s, job_id, by, reason, seen))


def _hurry(
    context: Context, session: Session, job_id: UUID, by: str, reason: str, seen: int
) -> None:
    row = session.get(Job, (context.tenant, job_id), with_for_update=True)
    if row is None:
        raise NotFound("There is no such job.")
    if row.state != "ready" or row.attempts != seen:
        raise OutOfDate("It has been tried again since the page was opened.")
    if not row.attempts:
        raise OperationRefused(NEVER, OTHER)
    row.due_at = context.now()
    detail = {"reason": reason, "kind": row.kind, "element": row.element_id or ""}
    append_audit_log(
        session,
        context.tenant,
        at=context.now(),
        by=by,
        action="job.hurry",
        about=str(job_id),
        detail=detail,
    )
