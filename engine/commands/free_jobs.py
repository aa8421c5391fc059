"""Free the jobs whose worker is gone, and leave to a person those that kill whoever does them."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from engine.context import Context
from engine.incidents import open_incident
from engine.jobs import LEASED, MAX_ATTEMPTS
from engine.tables import Job, Mail

DIED = "The work was begun {n} times and never ended: the process died at it each time."


def sweep(context: Context) -> int:
    """Free the jobs whose lease has run out; how many."""
    late = Job.lease_until < context.now()
    query = select(Job.id).where(Job.tenant_id == context.tenant, LEASED, late)
    with context.database.read() as session:
        if session.scalars(query.limit(1)).first() is None:
            return 0
    return context.database.transact(lambda session: _free(context, session, late))


def void_leases(context: Context) -> int:
    """Free every leased job, at the start of the only server: nobody else can be at work."""
    return context.database.transact(lambda session: _free(context, session, LEASED))


def _free(context: Context, session: Session, which: ColumnElement[bool]) -> int:
    leased = select(Job).where(Job.tenant_id == context.tenant, LEASED, which)
    rows = session.scalars(leased.with_for_update(skip_locked=True)).all()
    _letters(context, session, [row.id for row in rows if row.kind == "mail"], "queued")
    for row in rows:
        row.state, row.lease_token, row.lease_until = "ready", None, None
        if row.attempts >= MAX_ATTEMPTS:
            _bury(context, session, row)
    return len(rows)


def _letters(context: Context, session: Session, jobs: list[UUID], state: str) -> None:
    if jobs:
        theirs = (Mail.tenant_id == context.tenant, Mail.job_id.in_(jobs), Mail.state == "sending")
        session.execute(update(Mail).where(*theirs).values(state=state))


def _bury(context: Context, session: Session, row: Job) -> None:
    row.state, row.last_error = "incident", DIED.format(n=row.attempts)
    session.execute(
        update(Mail)
        .where(Mail.tenant_id == context.tenant, Mail.job_id == row.id)
        .values(state="gave_up", answer=row.last_error)
    )
    open_incident(
        session,
        context.tenant,
        now=context.now(),
        kind=row.kind,
        sentence=row.last_error,
        instance_id=row.instance_id,
        task_id=row.task_id,
        job_id=row.id,
        element_id=row.element_id or "",
    )
