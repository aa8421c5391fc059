"""Carry instances over to another deployment, as planned: all of them, or none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy.orm import Session

from engine.commands.surgery.holding import belong, describe, hold_back
from engine.commands.surgery.operate import Change, in_all
from engine.commands.surgery.order import Order, line_of
from engine.commands.surgery.passages import settle
from engine.context import Context
from engine.effects import Effect, MigrationPlan
from engine.errors import PlanRefused
from engine.spiff import carry
from engine.tables import ProcessInstance
from engine.transition import require_open, restored, write
from engine.transition.change import Act, Rest
from engine.transition.host import StepHost

MakeOrder = Callable[..., Order]


def migrate(context: Context, plan: MigrationPlan, order_of: MakeOrder) -> list[Effect]:
    """User tasks keep their ids, drafts and dates, armed timers their dates.

    Raises PlanRefused, and carries over none, when an instance had an obstacle or has moved.
    """
    _require_clear(plan)
    detail = {"deployment": str(plan.deployment_id), "names": dict(plan.names)}
    orders = [
        replace(order_of("migrate", one.instance_id, **detail), seen=one.version)
        for one in sorted(plan.instances, key=lambda one: one.instance_id)
    ]
    return in_all(context, [(order, _change(context, order, plan)) for order in orders])


def _require_clear(plan: MigrationPlan) -> None:
    stuck = {str(i.instance_id): i.obstacles[0] for i in plan.instances if i.obstacles}
    if stuck:
        raise PlanRefused(stuck)


def _change(context: Context, order: Order, plan: MigrationPlan) -> Change:
    def change(session: Session, row: ProcessInstance) -> None:
        require_open(row, suspended_too=True)
        carry_over(context, session, row, order, plan)

    return change


def carry_over(
    context: Context, session: Session, row: ProcessInstance, order: Order, plan: MigrationPlan
) -> None:
    """Let a locked instance go on with the plan's deployment, and write what follows."""
    execution = restored(context, session, row)
    before, target = Rest.of(execution), context.deployments.get(session, plan.deployment_id)
    row.deployment_id = target.id
    host = StepHost(context, session, row, target)
    carried = carry(execution, target.definitions, plan.names, host)
    carried.run()
    suspended = row.status == "suspended"
    act = Act(order.by, lines=(line_of(context, order),))
    write(context, session, row, act, before, carried)
    session.flush()
    settle(context, session, row, carried)
    belong(session, row)
    describe(session, row, carried.waits())
    if suspended and row.status == "suspended":
        hold_back(session, row)
