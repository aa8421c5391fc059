"""Start the instance that a job asks for."""

from __future__ import annotations

from sqlalchemy.orm import Session

from engine.commands.start import start_in
from engine.commands.work import job_of
from engine.context import SYSTEM, Context
from engine.jobs import finish_job
from engine.model import Claimed


def start_due(context: Context, claimed: Claimed) -> None:
    """Start and end the job in one transaction. Raises LeaseLost, NotFound, BudgetExceeded."""

    def work(session: Session) -> None:
        asked = job_of(session, context.tenant, claimed).payload
        key, variables = asked.get("business_key"), asked.get("variables") or {}
        start_in(context, session, asked["process_key"], key, variables, SYSTEM)
        finish_job(session, context.tenant, claimed, context.now())

    context.database.transact(work)
