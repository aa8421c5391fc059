"""Jobs as an administrator sees them: how each queue stands, and what waits in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, literal_column, select
from sqlalchemy.orm import Session

from engine.jobs import LEASED, QUEUE_OF, QUEUES, READY, Queue
from engine.queries.keyset import following
from engine.queries.page import one_of
from engine.queries.slices import SIZE, Slice, count_up_to, place, read_place, slice_of
from engine.tables import Job, ProcessInstance, QueuePause

Whole = Select[Job, str | None]
HELD = Job.state.in_([literal_column("'incident'"), literal_column("'suspended'")])
AGAIN = READY & (Job.attempts > literal_column("0"))
# Between a due instant and its job a few seconds pass as a matter of course.
GRACE = timedelta(minutes=1)


@dataclass(frozen=True)
class Standing:
    """One queue. `late`: due for longer than GRACE and not begun, one more than 1,000 for more.

    `first_due` is when the first of its ready jobs was or is due; `lag` how long that is past.
    """

    queue: Queue
    late: int
    leased: int
    first_due: datetime | None
    lag: timedelta
    paused: QueuePause | None


@dataclass(frozen=True)
class QueuedFilters:
    """Each narrows the list. `state`: late, waiting (for later), again (failed before), leased,
    held (an incident, or suspended); "" is all that is still to be done."""

    state: str = ""
    kind: str = ""
    element: str = ""


@dataclass(frozen=True)
class Queued:
    """A job, with the reference of its instance."""

    job: Job
    business_key: str | None


def standings(session: Session, tenant: str, now: datetime) -> list[Standing]:
    """How each queue stands."""
    return [_standing(session, tenant, queue, now) for queue in QUEUES]


def job(session: Session, tenant: str, job_id: UUID) -> Queued:
    """One job. NotFound when there is none."""
    row = one_of(session, Job, tenant, job_id, "job")
    of = session.get(ProcessInstance, (tenant, row.instance_id)) if row.instance_id else None
    return Queued(row, of.business_key if of else None)


def queued(
    session: Session,
    tenant: str,
    filters: QueuedFilters,
    now: datetime,
    after: str | None = None,
    size: int = SIZE,
) -> Slice[Queued]:
    """Jobs that are still to be done, those longest due first."""
    last = read_place(after)
    found = [
        row
        for state in _states(filters)
        for row in _some(session, tenant, filters, state, now, last, size)
    ]
    found.sort(key=lambda one: (one.job.due_at, one.job.id.hex))
    return slice_of(found, size, lambda one: place(one.job.due_at, one.job.id))


def _standing(session: Session, tenant: str, queue: Queue, now: datetime) -> Standing:
    ready = select(Job.id).where(Job.tenant_id == tenant, READY, Job.queue == queue)
    leased = select(Job.id).where(Job.tenant_id == tenant, LEASED, Job.queue == queue)
    first = session.scalar(
        select(func.min(Job.due_at)).where(Job.tenant_id == tenant, READY, Job.queue == queue)
    )
    return Standing(
        queue,
        count_up_to(session, ready.where(Job.due_at < now - GRACE)),
        count_up_to(session, leased),
        first,
        max(now - first, timedelta()) if first else timedelta(),
        session.get(QueuePause, (tenant, queue)),
    )


def _states(filters: QueuedFilters) -> list[ColumnElement[bool]]:
    """Each is found by an index of its own, so several are asked for one after the other."""
    if filters.state == "again":
        return [AGAIN]
    if filters.state in ("leased", "held"):
        return [LEASED if filters.state == "leased" else HELD]
    queues = [known for kind, known in QUEUE_OF.items() if kind == filters.kind] or QUEUES
    ready: list[ColumnElement[bool]] = [READY & (Job.queue == queue) for queue in queues]
    return ready if filters.state else [*ready, LEASED, HELD]


def _some(
    session: Session,
    tenant: str,
    filters: QueuedFilters,
    state: ColumnElement[bool],
    now: datetime,
    last: tuple[datetime, UUID] | None,
    size: int,
) -> list[Queued]:
    of = ProcessInstance
    same = (of.tenant_id == Job.tenant_id) & (of.id == Job.instance_id)
    whole = select(Job, of.business_key).outerjoin(of, same)
    query = _narrowed(whole.where(Job.tenant_id == tenant, state), filters, now)
    if last is not None:
        query = query.where(following(last, Job.due_at, Job.id))
    found = session.execute(query.order_by(Job.due_at, Job.id).limit(size + 1))
    return [Queued(job, key) for job, key in found]


def _narrowed(query: Whole, filters: QueuedFilters, now: datetime) -> Whole:
    if filters.state == "late":
        query = query.where(Job.due_at < now - GRACE)
    if filters.state == "waiting":
        query = query.where(Job.due_at >= now - GRACE)
    if filters.kind:
        query = query.where(Job.kind == filters.kind)
    if filters.element:
        query = query.where(Job.element_id == filters.element)
    return query
