"""Change a variable, or the date of a timer or user task."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from engine.commands.surgery.operate import operate
from engine.commands.surgery.order import Order
from engine.commands.surgery.own_hands import refuse_naming
from engine.context import Context
from engine.effects import Consequence, Effect
from engine.errors import OperationRefused
from engine.spiff import Execution
from engine.tables import NO_DUE, ActivityInstance, ProcessInstance, UserTask


def change_variables(context: Context, order: Order, changes: Mapping[str, Any]) -> Effect:
    """Set variables of the instance; conditions and offers that depend on them follow."""

    def do(session: Session, row: ProcessInstance, execution: Execution) -> None:
        set_variables(order, execution, changes)

    return operate(context, order, do)


def set_variables(order: Order, execution: Execution, changes: Mapping[str, Any]) -> None:
    """Set them, and say which are new. Never which have that value already: that would be a way to
    guess what is masked."""
    refuse_naming(order, changes)
    known = execution.variables
    order.said.extend(Consequence("variable", "", _set(n, n in known)) for n in changes)
    execution.change_variables(changes)


def _set(name: str, known: bool) -> str:
    if known:
        return f"The variable “{name}” is set."
    return f"The variable “{name}” is set; the instance has none of that name yet."


def change_due(context: Context, order: Order, task_id: UUID, due: datetime) -> Effect:
    """Move an armed timer, or the date by which a user task is asked for."""
    if due.tzinfo is None:
        raise OperationRefused("The date has no time zone.", "Give it with its offset.")

    def do(session: Session, row: ProcessInstance, execution: Execution) -> None:
        execution.change_due(task_id, due)
        set_due(session, row, task_id, due)
        if due <= context.now():
            order.said.append(_past(session, row, task_id))

    return operate(context, order, do)


def _past(session: Session, row: ProcessInstance, task_id: UUID) -> Consequence:
    if session.get(UserTask, (row.tenant_id, task_id)):
        return Consequence("user task", "", "That is in the past: it is overdue at once.")
    when = "when it is resumed" if row.status == "suspended" else "at once"
    return Consequence("timer", "", f"That is in the past: the timer fires {when}.")


def set_due(session: Session, row: ProcessInstance, task_id: UUID, due: datetime | None) -> None:
    """Write the date, or none, into the row of a user task and its passage, if it is one."""
    values: dict[str, Any] = {"sort_at": due or NO_DUE, "version": UserTask.version + 1}
    for table, more in ((UserTask, values), (ActivityInstance, {})):
        mine = (table.tenant_id == row.tenant_id, table.instance_id == row.id, table.id == task_id)
        statement = update(table).where(*mine).values(due_at=due, **more)
        session.execute(statement, execution_options={"synchronize_session": False})
