"""Bring a signal that an instance threw to all others, each in a transaction of its own."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from engine.cascade import insert_followers
from engine.claimed import Claimed, JobDetails
from engine.commands.signal import Signal, job_for, listeners, starts, tell
from engine.context import SYSTEM, Context
from engine.jobs import finish_job, new_job


def broadcast(context: Context, claimed: Claimed) -> None:
    """For everyone: a job for each instance that waits now, and for each start. For one: tell it.

    An instance that fails at it holds up no other, and hears it once, however often it is tried.
    Nobody needs to wait for a signal. Raises LeaseLost, BudgetExceeded,
    InstanceSuspended.
    """

    def work(session: Session) -> None:
        job = claimed.details
        if job.payload.get("everyone"):
            jobs = _jobs(context, session, job)
            insert_followers(session, jobs, left=context.left, now=context.now())
        elif job.instance_id is not None:
            sent = Signal(job.payload["signal"], job.payload["payload"], SYSTEM)
            tell(context, session, job.instance_id, sent)
        finish_job(session, context.tenant, claimed, context.now())

    context.database.transact(work)


def _jobs(context: Context, session: Session, job: JobDetails) -> list[dict[str, Any]]:
    sent = Signal(job.payload["signal"], job.payload["payload"], SYSTEM)
    told = listeners(session, context.tenant, sent.name)
    rows = [job_for(context, id, sent) for id in told if id != job.instance_id]
    begun = starts(context, session, sent, job.instance_id)
    return rows + [_start(context, process, at, sent, job.instance_id) for process, at in begun]


def _start(
    context: Context, process: str, at: str | None, sent: Signal, begun_from: UUID | None
) -> dict[str, Any]:
    now, asked = context.now(), {"process_key": process, "variables": sent.payload, "at": at}
    asked["begun_from"] = str(begun_from) if begun_from else None
    return new_job(context.tenant, "start", due_at=now, now=now, payload=asked)
