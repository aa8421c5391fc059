"""Stop a process instance for good."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from engine.context import Context
from engine.errors import InstanceUnreadable
from engine.history import append_audit_log, append_history
from engine.incidents import resolve
from engine.tables import Incident
from engine.transition import lock_instance, step
from engine.transition.change import Act
from engine.transition.closing import close_rows


def cancel(context: Context, instance_id: UUID, *, by: str, reason: str) -> None:
    """Close everything it waits for, and its incidents. Raises InstanceClosed, NotFound."""

    def work(session: Session) -> None:
        now = context.now()
        row = lock_instance(session, context.tenant, instance_id)
        line = {"at": now, "kind": "cancelled", "by": by, "detail": {"reason": reason}}
        try:
            with step(context, session, row, Act(by, lines=(line,))) as execution:
                execution.cancel()
        except InstanceUnreadable:
            close_rows(context, session, row)
            append_history(session, row, [line])
        of_instance = Incident.instance_id == instance_id
        resolve(session, context.tenant, of_instance, now=now, by=by, reason=reason)
        append_audit_log(
            session,
            context.tenant,
            at=now,
            by=by,
            action="cancel",
            about=str(instance_id),
            detail={"reason": reason},
        )

    context.database.transact(work)
