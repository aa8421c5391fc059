"""A timer is due: let the one instance it belongs to go on."""

from __future__ import annotations

from sqlalchemy.orm import Session

from engine.claimed import Claimed
from engine.context import SYSTEM, Context
from engine.jobs import finish_job, hold
from engine.transition import lock_instance, step
from engine.transition.change import Act


def fire_timer(context: Context, claimed: Claimed) -> None:
    """Fire what is due in the instance and end the job, in one transaction.

    Nothing due any more is not an error; a suspended instance keeps its timer for
    later. Raises LeaseLost, BudgetExceeded.
    """

    def work(session: Session) -> None:
        assert claimed.details.instance_id is not None
        row = lock_instance(session, context.tenant, claimed.details.instance_id)
        if row.status == "suspended":
            return hold(session, context.tenant, claimed)
        finish_job(session, context.tenant, claimed, context.now())
        if row.status != "active":
            return None
        with step(context, session, row, Act(SYSTEM, claimed.details.task_id)) as execution:
            execution.fire_timers()
            execution.run()
        return None

    context.database.transact(work)
