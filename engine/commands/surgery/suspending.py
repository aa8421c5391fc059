"""Suspend an instance, and resume it, with the clock running meanwhile or not."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.commands.surgery.changing import set_due
from engine.commands.surgery.holding import hold_back, let_go
from engine.commands.surgery.operate import in_one, operate
from engine.commands.surgery.order import Order, line_of
from engine.context import Context
from engine.effects import Effect
from engine.errors import OperationRefused
from engine.history import append_history
from engine.spiff import Execution
from engine.tables import Operation, ProcessInstance
from engine.transition import require_open

STOPPED = "clock_stopped"


def suspend(context: Context, order: Order) -> Effect:
    """Let nothing move until it is resumed; drafts may still be written.

    `order.detail["clock_stopped"]` says whether its dates wait too, or pass meanwhile.
    """

    def change(session: Session, row: ProcessInstance) -> None:
        require_open(row, suspended_too=True)
        if row.status == "suspended":
            raise OperationRefused("It is suspended already.", "Resume it first.")
        row.status = "suspended"
        append_history(session, row, [line_of(context, order)])
        session.flush()
        hold_back(session, row)

    return in_one(context, order, change)


def resume(context: Context, order: Order) -> Effect:
    """Let it go on. With a stopped clock every date moves by the time it was suspended."""

    def change(session: Session, row: ProcessInstance) -> None:
        if row.status != "suspended":
            raise OperationRefused(f"It is not suspended: it is {row.status}.", "Nothing to do.")
        row.status = "active"
        session.flush()
        let_go(session, row)

    def do(session: Session, row: ProcessInstance, execution: Execution) -> None:
        change(session, row)
        waited = _waited(context, session, row)
        if waited:
            _put_off(session, row, execution, waited)

    return operate(context, order, do)


def _waited(context: Context, session: Session, row: ProcessInstance) -> timedelta:
    of_instance = {"tenant_id": row.tenant_id, "instance_id": row.id, "kind": "suspend"}
    query = select(Operation).filter_by(**of_instance).order_by(Operation.at.desc()).limit(1)
    last = session.scalars(query).one()
    return context.now() - last.at if last.detail.get(STOPPED) else timedelta(0)


def _put_off(session: Session, row: ProcessInstance, execution: Execution, by: timedelta) -> None:
    execution.put_off(by)
    for wait in execution.waits().user_tasks.values():
        if wait.due is not None:
            due = wait.due + by
            execution.change_due(wait.task_id, due)
            set_due(session, row, wait.task_id, due)
