"""A migration plan: for each instance whether it can be carried over, and if not, why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from engine.context import Context
from engine.deployments import Deployed
from engine.effects import InstancePlan, MigrationPlan
from engine.errors import InstanceUnreadable
from engine.spiff import Judgement, judge
from engine.tables import ProcessInstance
from engine.transition import restored

OPEN = ("active", "suspended")


def plan_migration(
    context: Context,
    deployment_id: UUID,
    instance_ids: Iterable[UUID] | None,
    names: Mapping[str, str],
) -> MigrationPlan:
    """Judge these open instances, or all of the same processes on other deployments.

    Nothing is locked or changed. Raises NotFound for an unknown deployment.
    """
    with context.database.read() as session:
        target = context.deployments.get(session, deployment_id)
        rows = session.scalars(_query(context, target, instance_ids)).all()
        judged = tuple(_judged(context, session, row, target, names) for row in rows)
    return MigrationPlan(deployment_id, dict(names), judged)


def _query(
    context: Context, target: Deployed, instance_ids: Iterable[UUID] | None
) -> Select[ProcessInstance]:
    query = select(ProcessInstance).where(
        ProcessInstance.tenant_id == context.tenant, ProcessInstance.status.in_(OPEN)
    )
    if instance_ids is not None:
        query = query.where(ProcessInstance.id.in_(list(instance_ids)))
    else:
        keys = list(target.definitions.processes)
        other = ProcessInstance.deployment_id != target.id
        query = query.where(ProcessInstance.process_key.in_(keys), other)
    return query.order_by(ProcessInstance.id)


def _judged(
    context: Context,
    session: Session,
    row: ProcessInstance,
    target: Deployed,
    names: Mapping[str, str],
) -> InstancePlan:
    try:
        found = judge(restored(context, session, row), target.definitions, names)
    except InstanceUnreadable as unreadable:
        found = Judgement((str(unreadable),))
    return InstancePlan(row.id, row.business_key, row.version, found.obstacles, found.notes)
