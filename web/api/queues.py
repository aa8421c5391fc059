"""Jobs and queues for programs."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import g

from engine.jobs import Queue
from engine.queries import queued as waiting
from engine.queries.slices import Slice
from web.api import cursors
from web.api.operation import operation
from web.api.queue_shapes import (
    HurryAsked,
    JobRow,
    JobsAsked,
    QueueGiven,
    QueuesGiven,
    ReasonAsked,
)
from web.api.shapes import Listed, sliced
from web.parts import parts

READ: dict[str, Any] = {"scope": "operations.read", "action": "operations.read"}
ACT: dict[str, Any] = {"scope": "operations.act", "action": "operations.act"}
JOBS = "Jobs and queues"


@operation("GET", "/jobs", tag=JOBS, **READ)
def list_jobs(query: JobsAsked) -> Listed[JobRow]:
    """Jobs that are still to be done, those longest due first."""
    here = parts()
    filters = waiting.QueuedFilters(query.state, query.kind or "", query.element or "")
    after, now = cursors.place(query.cursor), here.clock.now()
    with here.database.read() as db:
        found = waiting.queued(db, here.tenant, filters, now, after, query.limit)
    rows = [_job(one) for one in found.rows]
    return sliced(JobRow, Slice(rows, found.after))


@operation("GET", "/jobs/{job_id}", tag=JOBS, **READ)
def read_job(job_id: UUID) -> JobRow:
    """One job."""
    here = parts()
    with here.database.read() as db:
        return _job(waiting.job(db, here.tenant, job_id))


@operation("POST", "/jobs/{job_id}/hurry", tag=JOBS, **ACT)
def hurry_job(job_id: UUID, body: HurryAsked) -> None:
    """Try a job again now that failed and waits for its next attempt."""
    acts = parts().engine.queueing(by=g.actor.person, reason=body.reason)
    acts.hurry(job_id, seen=body.seen)


@operation("GET", "/queues", tag=JOBS, **READ)
def list_queues() -> QueuesGiven:
    """How each queue stands: what is late, how late, and whether it is stopped."""
    here = parts()
    with here.database.read() as db:
        found = waiting.standings(db, here.tenant, here.clock.now())
    return QueuesGiven(items=[_queue(one) for one in found])


@operation("POST", "/queues/{queue}/pause", tag=JOBS, **ACT)
def pause_queue(queue: Queue, body: ReasonAsked) -> None:
    """Begin nothing of a queue until it goes on."""
    parts().engine.queueing(by=g.actor.person, reason=body.reason).pause(queue)


@operation("POST", "/queues/{queue}/go-on", tag=JOBS, **ACT)
def go_on_with_queue(queue: Queue, body: ReasonAsked) -> None:
    """Let a queue go on."""
    parts().engine.queueing(by=g.actor.person, reason=body.reason).go_on(queue)


def _job(found: waiting.Queued) -> JobRow:
    own = {name: getattr(found.job, name) for name in JobRow.model_fields if name != "business_key"}
    return JobRow.model_validate(own | {"business_key": found.business_key})


def _queue(found: waiting.Standing) -> QueueGiven:
    return QueueGiven(
        queue=found.queue,
        late=found.late,
        leased=found.leased,
        first_due=found.first_due,
        lag_seconds=found.lag.total_seconds(),
        paused_by=found.paused.by if found.paused else None,
        paused_at=found.paused.at if found.paused else None,
    )
