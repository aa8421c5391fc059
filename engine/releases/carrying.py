"""Running instances that are to be carried over to a version: a job each, one after another."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine.context import Context
from engine.database import insert_new
from engine.history import append_audit_log
from engine.jobs import insert_job_once, new_job
from engine.releases.model import Progress
from engine.tables import CarryOver, Deployment, Job


def ask(
    session: Session,
    context: Context,
    row: Deployment,
    instances: Iterable[UUID],
    by: str,
    reason: str,
    due: datetime,
) -> int:
    """Let these be carried over from `due` on; how many were not asked for before."""
    asked = sum(_one(session, context, row.id, id, by, reason, due) for id in instances)
    if asked:
        append_audit_log(
            session, context.tenant, at=context.now(), by=by, action="release.carry",
            about=row.key, detail={"version": row.version, "instances": asked, "reason": reason},
        )  # fmt: skip
    return asked


def _one(
    session: Session, context: Context, to: UUID, id: UUID, by: str, reason: str, due: datetime
) -> bool:
    job = new_job(
        context.tenant, "carry", due_at=due, now=context.now(), instance_id=id,
        payload={"deployment": str(to)}, dedupe_key=f"carry:{to}:{id}",
    )  # fmt: skip
    if not insert_job_once(session, job):
        return False
    told = {"tenant_id": context.tenant, "deployment_id": to, "instance_id": id}
    return insert_new(session, CarryOver, {**told, "job_id": job["id"], "by": by, "reason": reason})


def progress(session: Session, tenant: str, deployment_id: UUID) -> Progress:
    """How far it is; what was called off is not counted."""
    same = (Job.tenant_id == CarryOver.tenant_id) & (Job.id == CarryOver.job_id)
    query = select(Job.state, func.count()).join(CarryOver, same)
    mine = query.where(
        CarryOver.tenant_id == tenant,
        CarryOver.deployment_id == deployment_id,
        Job.state != "cancelled",
    )
    by_state = {state: count for state, count in session.execute(mine.group_by(Job.state))}
    return Progress(sum(by_state.values()), by_state.get("done", 0), by_state.get("incident", 0))
