"""Take due jobs to work on, and free those whose worker is gone."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, Update, bindparam, func, select, update
from sqlalchemy.orm import Session

from engine.cascade import left_of
from engine.context import Context
from engine.incidents import open_incident
from engine.jobs import LEASED, MAX_ATTEMPTS, QUEUES, READY, Queue
from engine.model import Claimed
from engine.tables import Job

# Longer than the longest honest run of one claim: a lease that runs out means a dead worker.
LEASE = {
    "engine": timedelta(minutes=2),
    "slow": timedelta(minutes=10),
    "mail": timedelta(minutes=10),
}
_MINE = Job.tenant_id == bindparam("of")
_NEXT = select(func.min(Job.due_at)).where(_MINE, READY, Job.queue == bindparam("queue"))
_FIRSTS = select(
    *(
        select(func.min(Job.due_at)).where(_MINE, READY, Job.queue == queue).scalar_subquery()
        for queue in QUEUES
    )
)


def _taking(*which: ColumnElement[bool]) -> Update:
    # PostgreSQL reads a locked choice once, as it is a query of its own: never more than `most`.
    due = select(Job.id).where(_MINE, READY, Job.due_at <= bindparam("now"), *which)
    first = due.order_by(Job.due_at, Job.id).limit(bindparam("most"))
    chosen = first.with_for_update(skip_locked=True).cte("chosen")
    leased = {
        "state": "leased",
        "attempts": Job.attempts + 1,
        "lease_until": bindparam("until"),
        "lease_token": bindparam("token"),
    }
    taken = update(Job).where(_MINE, Job.id.in_(select(chosen.c.id))).values(**leased)
    return taken.returning(Job.due_at, Job.id, Job.kind, Job.attempts, Job.payload)


_TAKE_DUE = _taking(Job.queue == bindparam("lane"))
_TAKE_ONE = _taking(Job.id == bindparam("job"))
DIED = "The work was begun {n} times and never ended: the process died at it each time."


def next_due(context: Context, queue: Queue) -> datetime | None:
    """When the first ready job of a queue is due; None when there is none."""
    with context.database.read() as session:
        return session.scalar(_NEXT, {"of": context.tenant, "queue": queue})


def first_due(context: Context) -> dict[Queue, datetime]:
    """For each queue with ready jobs, when the first is due: one look at all queues."""
    with context.database.read() as session:
        found = session.execute(_FIRSTS, {"of": context.tenant}).one()
    return {queue: due for queue, due in zip(QUEUES, found, strict=True) if due is not None}


def claim_due(context: Context, queue: Queue, limit: int) -> list[Claimed]:
    """Lease up to `limit` due jobs, those longest due first."""
    first = next_due(context, queue)
    if first is None or first > context.now():
        return []
    return _claim(context, _TAKE_DUE, LEASE[queue], lane=queue, most=limit)


def claim_one(context: Context, job_id: UUID) -> Claimed | None:
    """Lease this job when it is ready and due; None when it is not."""
    claimed = _claim(context, _TAKE_ONE, max(LEASE.values()), job=job_id, most=1)
    return claimed[0] if claimed else None


def release(context: Context, claimed: list[Claimed]) -> None:
    """Give jobs back that were claimed and not begun, as if they had never been claimed."""
    tokens = [one.token for one in claimed]
    held = (
        Job.tenant_id == context.tenant,
        LEASED,
        Job.lease_token.in_(tokens),
    )
    back = {"state": "ready", "lease_token": None, "lease_until": None}
    statement = update(Job).where(*held).values(**back, attempts=Job.attempts - 1)
    context.database.transact(lambda session: session.execute(statement))


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


def _claim(context: Context, take: Update, lease: timedelta, **which: object) -> list[Claimed]:
    token, now = uuid4(), context.now()
    known = {"of": context.tenant, "now": now, "until": now + lease, "token": token, **which}
    rows = context.database.transact(
        lambda session: session.execute(take, known, execution_options=_UNSYNCHRONISED).all()
    )
    return [
        Claimed(id, token, kind, tries, left_of(payload))
        for _, id, kind, tries, payload in sorted(rows, key=lambda row: (row[0], row[1].hex))
    ]


_UNSYNCHRONISED = {"synchronize_session": False}


def _free(context: Context, session: Session, which: ColumnElement[bool]) -> int:
    leased = select(Job).where(Job.tenant_id == context.tenant, LEASED, which)
    rows = session.scalars(leased.with_for_update(skip_locked=True)).all()
    for row in rows:
        row.state, row.lease_token, row.lease_until = "ready", None, None
        if row.attempts >= MAX_ATTEMPTS:
            _bury(context, session, row)
    return len(rows)


def _bury(context: Context, session: Session, row: Job) -> None:
    row.state, row.last_error = "incident", DIED.format(n=row.attempts)
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
