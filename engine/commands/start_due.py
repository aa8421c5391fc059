"""Start the instance that a job asks for."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from engine import queries
from engine.commands.start import start_in
from engine.commands.start_timers import Start, schedule
from engine.commands.work import job_of
from engine.context import SYSTEM, Context
from engine.jobs import finish_job
from engine.model import Claimed


def start_due(context: Context, claimed: Claimed) -> None:
    """Start, arrange the next start of a process that begins by the clock, and end the job.

    One transaction. Raises LeaseLost, NotFound, BudgetExceeded, ExpressionFailed.
    """

    def work(session: Session) -> None:
        asked = job_of(session, context.tenant, claimed).payload
        process, variables = asked["process_key"], asked.get("variables") or {}
        at, id = asked.get("at"), asked.get("instance_id")
        if "base" in asked:
            definition = queries.active_process(session, context.tenant, process)
            deployed = context.deployments.get(session, definition.deployment_id)
            start = Start(process, asked["base"], asked["fired"] + 1, asked.get("timer", 0))
            schedule(context, session, deployed, start)
            at = start.element(deployed)
        key = asked.get("business_key")
        given = UUID(id) if id else None
        start_in(context, session, process, key, variables, SYSTEM, at, given)
        finish_job(session, context.tenant, claimed, context.now())

    context.database.transact(work)
