"""Stop a queue and let it go on: nothing in it is lost, and nothing of it is done meanwhile."""

from __future__ import annotations

from sqlalchemy.orm import Session

from engine.context import Context
from engine.errors import AlreadyDone
from engine.history import append_audit_log
from engine.jobs import Queue
from engine.tables import QueuePause

STOPPED, RUNS = "This queue is stopped already.", "This queue runs already."


def pause(context: Context, queue: Queue, *, by: str, reason: str) -> None:
    """Stop it; what is at work ends. Raises AlreadyDone, with who stopped it and when."""
    context.database.transact(lambda session: _pause(context, session, queue, by, reason))


def go_on(context: Context, queue: Queue, *, by: str, reason: str) -> None:
    """Let it go on with what has become due. Raises AlreadyDone when it is not stopped."""
    context.database.transact(lambda session: _go_on(context, session, queue, by, reason))


def _pause(context: Context, session: Session, queue: Queue, by: str, reason: str) -> None:
    row = session.get(QueuePause, (context.tenant, queue))
    if row is not None:
        raise AlreadyDone(row.by, row.at, STOPPED)
    known = {"tenant_id": context.tenant, "queue": queue, "by": by, "at": context.now()}
    session.add(QueuePause(**known, reason=reason))
    _note(context, session, "queue.pause", queue, by, reason)


def _go_on(context: Context, session: Session, queue: Queue, by: str, reason: str) -> None:
    row = session.get(QueuePause, (context.tenant, queue))
    if row is None:
        raise AlreadyDone(None, None, RUNS)
    session.delete(row)
    _note(context, session, "queue.resume", queue, by, reason)


def _note(
    context: Context, session: Session, action: str, queue: Queue, by: str, reason: str
) -> None:
    append_audit_log(
        session,
        context.tenant,
        at=context.now(),
        by=by,
        action=action,
        about=queue,
        detail={"reason": reason},
    )
