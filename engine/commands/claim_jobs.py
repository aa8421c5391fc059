"""Take due jobs to work on, and give back those that were not begun."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, Select, Update, bindparam, exists, func, select, update
from sqlalchemy.orm import InstrumentedAttribute

from engine.cascade import left_of
from engine.claimed import Claimed, JobDetails
from engine.context import Context
from engine.jobs import LEASED, QUEUES, READY, Queue
from engine.tables import Job, QueuePause

# Longer than the longest honest run of one claim: a lease that runs out means a dead worker.
LEASE = {
    "engine": timedelta(minutes=2),
    "slow": timedelta(minutes=10),
    "mail": timedelta(minutes=10),
    "batch": timedelta(minutes=2),
}
_DETAILS = (Job.due_at, Job.payload, Job.instance_id, Job.task_id)
_MINE = Job.tenant_id == bindparam("of")


def _runs(queue: InstrumentedAttribute[str] | ColumnElement[str] | str) -> ColumnElement[bool]:
    """The queue is not one that an administrator has stopped."""
    return ~exists().where(QueuePause.tenant_id == bindparam("of"), QueuePause.queue == queue)


def _first(queue: ColumnElement[str] | str) -> Select[datetime]:
    waiting = (_MINE, READY, Job.queue == queue, _runs(queue))
    return select(func.min(Job.due_at)).where(*waiting)


_NEXT = _first(bindparam("queue"))
_FIRSTS = select(*(_first(queue).scalar_subquery() for queue in QUEUES))


def _taking(*which: ColumnElement[bool]) -> Update:
    # PostgreSQL reads a locked choice once, as it is a query of its own: never more than `most`.
    due = select(Job.id).where(_MINE, READY, Job.due_at <= bindparam("now"), *which)
    due = due.where(_runs(Job.queue))
    first = due.order_by(Job.due_at, Job.id).limit(bindparam("most"))
    chosen = first.with_for_update(skip_locked=True).cte("chosen")
    leased = {
        "state": "leased",
        "attempts": Job.attempts + 1,
        "lease_until": bindparam("until"),
        "lease_token": bindparam("token"),
    }
    taken = update(Job).where(_MINE, Job.id.in_(select(chosen.c.id))).values(**leased)
    return taken.returning(Job.id, Job.kind, Job.attempts, *_DETAILS)


_TAKE_DUE = _taking(Job.queue == bindparam("lane"))
_TAKE_ONE = _taking(Job.id == bindparam("job"))


def next_due(context: Context, queue: Queue) -> datetime | None:
    """When the first ready job of a queue is due; None when there is none."""
    with context.database.glance() as connection:
        return connection.scalar(_NEXT, {"of": context.tenant, "queue": queue})


def first_due(context: Context) -> dict[Queue, datetime]:
    """For each queue with ready jobs, when the first is due: one look at all queues."""
    with context.database.glance() as connection:
        found = connection.execute(_FIRSTS, {"of": context.tenant}).one()
    return {queue: due for queue, due in zip(QUEUES, found, strict=True) if due is not None}


def claim_due(context: Context, queue: Queue, limit: int) -> list[Claimed]:
    """Lease up to `limit` due jobs, those longest due first."""
    first = next_due(context, queue)
    if first is None or first > context.now():
        return []
    return lease_due(context, queue, limit)


def lease_due(context: Context, queue: Queue, limit: int) -> list[Claimed]:
    """The same for who knows that some are due: it is written at once, without looking first."""
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


def _claim(context: Context, take: Update, lease: timedelta, **which: object) -> list[Claimed]:
    token, now = uuid4(), context.now()
    known = {"of": context.tenant, "now": now, "until": now + lease, "token": token, **which}
    rows = context.database.transact(
        lambda session: session.execute(take, known, execution_options=_UNSYNCHRONISED).all()
    )
    return [
        Claimed(id, token, kind, tries, left_of(row.payload), JobDetails(*details))
        for row in sorted(rows, key=lambda row: (row.due_at, row.id.hex))
        for id, kind, tries, *details in [row]
    ]


_UNSYNCHRONISED = {"synchronize_session": False}
