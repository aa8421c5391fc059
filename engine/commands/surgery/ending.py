"""Cancel an instance and retry an incident, with a dry run like every operation by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from engine.commands.retry import retry_in
from engine.commands.surgery.changing import set_variables
from engine.commands.surgery.operate import in_one, moved
from engine.commands.surgery.order import Order, line_of
from engine.context import Context
from engine.effects import Consequence, Effect
from engine.errors import InstanceUnreadable
from engine.history import append_history
from engine.incidents import resolve
from engine.spiff import Execution
from engine.tables import Incident, ProcessInstance
from engine.transition.closing import close_rows

HELD_AGAIN = Consequence("incident", "", "It is held up again as before.")


def cancel(context: Context, order: Order) -> Effect:
    """Close everything it waits for, and its incidents."""

    def do(session: Session, row: ProcessInstance, execution: Execution) -> None:
        execution.cancel()

    def change(session: Session, row: ProcessInstance) -> None:
        try:
            moved(context, session, row, order, do)
        except InstanceUnreadable:
            close_rows(context, session, row)
            append_history(session, row, [line_of(context, order)])
        theirs = Incident.instance_id == row.id
        how = {"by": order.by, "reason": order.reason}
        resolve(session, context.tenant, theirs, now=context.now(), **how)

    return in_one(context, order, change)


def retry(
    context: Context, order: Order, incident_id: UUID, changes: Mapping[str, Any] | None = None
) -> Effect:
    """Try again what the incident stopped, with variables changed before, and see what comes of it.

    Raises UnsafeValue for changes that may not be kept.
    """

    def put_right(session: Session, row: ProcessInstance, execution: Execution) -> None:
        set_variables(order, execution, changes or {})

    def change(session: Session, row: ProcessInstance) -> None:
        if changes:
            moved(context, session, row, order, put_right)
        if not retry_in(context, session, incident_id, order.by, order.reason):
            order.said.append(HELD_AGAIN)

    return in_one(context, order, change)
