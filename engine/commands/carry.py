"""Carry one running instance over to a version, as somebody decided when it was deployed."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from engine import queries
from engine.claimed import Claimed
from engine.commands.surgery.migrating import carry_over
from engine.commands.surgery.operate import within
from engine.commands.surgery.order import Order
from engine.commands.switch import is_in_force
from engine.commands.work import job_of
from engine.context import Context
from engine.effects import MigrationPlan
from engine.errors import Permanent
from engine.jobs import finish_job
from engine.spiff import judge
from engine.tables import CarryOver, Job, ProcessInstance
from engine.transition import lock_instance, restored

MOVED = "It was to be carried over to the new version, has moved on since, and cannot be: {}"


def carry(context: Context, claimed: Claimed) -> None:
    """Carry it over and end the job in one transaction; one that has ended needs nothing, nor does
    any when another version has come into force since.

    Raises LeaseLost; Permanent when it has moved since to where it cannot be carried over.
    """

    def work(session: Session) -> None:
        job = job_of(session, context.tenant, claimed)
        _carry(context, session, job)
        finish_job(session, context.tenant, claimed, context.now())

    context.database.transact(work)


def _carry(context: Context, session: Session, job: Job) -> None:
    assert job.instance_id is not None
    to = UUID(job.payload["deployment"])
    row = lock_instance(session, context.tenant, job.instance_id)
    if row.status not in ("active", "suspended") or row.deployment_id == to:
        return
    if not is_in_force(context, session, queries.deployment(session, context.tenant, to)):
        return
    asked = session.get_one(CarryOver, (context.tenant, to, row.id))
    order = Order("migrate", row.id, asked.by, asked.reason, detail={"deployment": str(to)})
    plan = MigrationPlan(to, {}, ())

    def change(session: Session, row: ProcessInstance) -> None:
        _require_possible(context, session, row, to)
        carry_over(context, session, row, order, plan)

    within(context, session, order, change)


def _require_possible(context: Context, session: Session, row: ProcessInstance, to: UUID) -> None:
    target = context.deployments.get(session, to)
    found = judge(restored(context, session, row), target.definitions, {})
    if found.obstacles:
        raise Permanent(MOVED.format(" ".join(found.obstacles)))
