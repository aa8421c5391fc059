"""Start the instance that a job asks for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from engine import queries
from engine.claimed import Claimed, JobDetails
from engine.commands.start import start_in
from engine.commands.start_timers import Start, schedule
from engine.commands.switch import locked, take_over
from engine.context import SYSTEM, Context
from engine.jobs import finish_job
from engine.tables import Deployment
from engine.transition import begin


def start_due(context: Context, claimed: Claimed) -> None:
    """Start, arrange the next start of a process that begins by the clock, and end the job.

    One transaction. Raises LeaseLost, NotFound, BudgetExceeded, ExpressionFailed.
    """

    def work(session: Session) -> None:
        if "base" in claimed.details.payload:
            _by_the_clock(context, session, claimed.details)
        else:
            _as_asked(context, session, claimed.details.payload)
        finish_job(session, context.tenant, claimed, context.now())

    context.database.transact(work)


def _as_asked(context: Context, session: Session, asked: Mapping[str, Any]) -> None:
    process, variables = asked["process_key"], asked.get("variables") or {}
    key, at = asked.get("business_key"), asked.get("at")
    ids = {"id": asked.get("instance_id"), "begun_from": asked.get("begun_from")}
    known = {name: UUID(id) for name, id in ids.items() if id}
    start_in(context, session, process, key, variables, SYSTEM, at, **known)


def _by_the_clock(context: Context, session: Session, job: JobDetails) -> None:
    """With the version in force when it was due, whose clock it was."""
    asked = job.payload
    row = _version(context, session, asked)
    if _is_over(context, session, row, asked.get("due", job.due_at)):
        return
    deployed = context.deployments.get(session, row.id)
    start = Start(asked["process_key"], asked["base"], asked["fired"] + 1, asked.get("timer", 0))
    if row.active:
        schedule(context, session, deployed, start)
    at = start.element(deployed)
    begin(
        context, session, deployed, start.process_key,
        business_key=None, variables={}, by=SYSTEM, at=at,
    )  # fmt: skip


def _version(context: Context, session: Session, asked: Mapping[str, Any]) -> Deployment:
    if "deployment" in asked:
        return queries.deployment(session, context.tenant, asked["deployment"])
    found = queries.active_process(session, context.tenant, asked["process_key"])
    return queries.deployment(session, context.tenant, found.deployment_id)


def _is_over(context: Context, session: Session, row: Deployment, due: datetime) -> bool:
    """Whether another version was to take over before this was due; then it does so now."""
    if row.rollout_id is None:
        return False
    release = locked(session, context.tenant, row.rollout_id)
    if release.state != "waiting" or release.starts_at is None or due <= release.starts_at:
        return False
    take_over(context, session, release, SYSTEM, release.starts_at)
    return True
