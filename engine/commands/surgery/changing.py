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
from engine.context import Context
from engine.effects import Effect
from engine.errors import OperationRefused
from engine.spiff import Execution
from engine.tables import NO_DUE, ActivityInstance, ProcessInstance, UserTask


def change_variables(context: Context, order: Order, changes: Mapping[str, Any]) -> Effect:
    """Set variables of the instance; conditions and offers that depend on them follow."""

    def do(session: Session, row: ProcessInstance, execution: Execution) -> None:
        execution.change_variables(changes)

    return operate(context, order, do)


def change_due(context: Context, order: Order, task_id: UUID, due: datetime) -> Effect:
    """Move an armed timer, or the date by which a user task is asked for."""
    if due.tzinfo is None:
        raise OperationRefused("The date has no time zone.", "Give it with its offset.")

    def do(session: Session, row: ProcessInstance, execution: Execution) -> None:
        execution.change_due(task_id, due)
        set_due(session, row, task_id, due)

    return operate(context, order, do)


def set_due(session: Session, row: ProcessInstance, task_id: UUID, due: datetime | None) -> None:
    """Write the date, or none, into the row of a user task and its passage, if it is one."""
    values: dict[str, Any] = {"sort_at": due or NO_DUE, "version": UserTask.version + 1}
    for table, more in ((UserTask, values), (ActivityInstance, {})):
        mine = (table.tenant_id == row.tenant_id, table.instance_id == row.id, table.id == task_id)
        statement = update(table).where(*mine).values(due_at=due, **more)
        session.execute(statement, execution_options={"synchronize_session": False})
