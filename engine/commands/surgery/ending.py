"""Cancel an instance and retry an incident, with a dry run like every operation by hand."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from engine.commands.retry import retry_in
from engine.commands.surgery.operate import in_one, operate
from engine.commands.surgery.order import Order
from engine.context import Context
from engine.effects import Effect
from engine.incidents import resolve
from engine.spiff import Execution
from engine.tables import Incident, ProcessInstance


def cancel(context: Context, order: Order) -> Effect:
    """Close everything it waits for, and its incidents."""

    def do(session: Session, row: ProcessInstance, execution: Execution) -> None:
        execution.cancel()

    def close(session: Session, row: ProcessInstance) -> None:
        theirs = Incident.instance_id == row.id
        how = {"by": order.by, "reason": order.reason}
        resolve(session, context.tenant, theirs, now=context.now(), **how)

    return operate(context, order, do, afterwards=close)


def retry(context: Context, order: Order, incident_id: UUID) -> Effect:
    """Try again what the incident stopped, and see what comes of it."""

    def change(session: Session, row: ProcessInstance) -> None:
        retry_in(context, session, incident_id, order.by, order.reason)

    return in_one(context, order, change)
