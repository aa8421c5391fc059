"""Bring a signal that an instance threw to all others, each in a transaction of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from engine.commands.signal import Signal, listeners, starts, tell
from engine.commands.work import job_of
from engine.context import SYSTEM, Context
from engine.jobs import Kind, finish_job, insert_jobs, new_job
from engine.model import Claimed
from engine.tables import Job


def broadcast(context: Context, claimed: Claimed) -> None:
    """For everyone: a job for each instance that waits now, and for each start. For one: tell it.

    An instance that fails at it holds up no other, and hears it once, however often it is tried.
    Nobody needs to wait for a signal. Raises LeaseLost, BudgetExceeded.
    """

    def work(session: Session) -> None:
        job = job_of(session, context.tenant, claimed)
        if job.payload.get("everyone"):
            insert_jobs(session, _jobs(context, session, job))
        elif job.instance_id is not None:
            sent = Signal(job.payload["signal"], job.payload["payload"], SYSTEM)
            tell(context, session, job.instance_id, sent)
        finish_job(session, context.tenant, claimed, context.now())

    context.database.transact(work)


def _jobs(context: Context, session: Session, job: Job) -> list[dict[str, Any]]:
    name, payload = job.payload["signal"], job.payload["payload"]
    told = [id for id in listeners(session, context.tenant, name) if id != job.instance_id]
    rows = [_job(context, "signal", {"signal": name, "payload": payload}, id) for id in told]
    for process, at in starts(context, session, name):
        asked = {"process_key": process, "variables": payload, "at": at}
        rows.append(_job(context, "start", asked, None))
    return rows


def _job(
    context: Context, kind: Kind, payload: Mapping[str, Any], instance_id: UUID | None
) -> dict[str, Any]:
    now = context.now()
    columns: dict[str, Any] = {"payload": payload, "instance_id": instance_id}
    return new_job(context.tenant, kind, due_at=now, now=now, **columns)
