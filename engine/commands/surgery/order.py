"""An operation as it is ordered, and the account that is kept of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.context import Context
from engine.effects import Consequence
from engine.errors import OperationRefused, OutOfDate
from engine.history import append_audit_log
from engine.tables import History, ProcessInstance
from engine.transition import lock_instance

AUTOMATIC = ("serviceTask", "sendTask")


@dataclass(frozen=True)
class Order:
    """Who wants what, and why. `seen` is the version of the instance on their page, if any.

    `kept` is what the operation notes for its undo, `said` what it has to say beside what the rows
    show; `also` belongs into the same transaction.
    """

    kind: str
    instance_id: UUID
    by: str
    reason: str
    dry_run: bool = False
    seen: int | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)
    kept: dict[str, Any] = field(default_factory=dict)
    said: list[Consequence] = field(default_factory=list)
    also: Callable[[Session], None] | None = None


def locked(context: Context, session: Session, order: Order) -> ProcessInstance:
    """The instance, locked. Raises NotFound, OutOfDate."""
    row = lock_instance(session, context.tenant, order.instance_id)
    if order.seen is not None and row.version != order.seen:
        raise OutOfDate("The instance has moved on since the page was opened. Look again.")
    return row


def require_reason(order: Order) -> None:
    """Nothing is done by hand without a reason that is kept. Raises OperationRefused."""
    if not order.reason.strip():
        raise OperationRefused("There is no reason.", "Say why, for those who read it later.")


def line_of(context: Context, order: Order) -> dict[str, Any]:
    """The line of history of an operation by hand."""
    detail = {"operation": order.kind, "reason": order.reason, **order.detail}
    return {"at": context.now(), "kind": "operation", "by": order.by, "detail": detail}


def before(context: Context, row: ProcessInstance, order: Order) -> dict[str, Any]:
    """The row of the operation, with the instance as it is before it."""
    return {
        "tenant_id": row.tenant_id,
        "id": uuid4(),
        "instance_id": row.id,
        "kind": order.kind,
        "by": order.by,
        "at": context.now(),
        "reason": order.reason,
        "detail": dict(order.detail),
        "deployment_id": row.deployment_id,
        "status": row.status,
        "state": row.state,
        "undone_at": None,
    }


def final_because(session: Session, row: ProcessInstance, first: int) -> str:
    """Why it cannot be taken back: something was carried out, or the instance has ended."""
    if row.status not in ("active", "suspended"):
        return f"The instance is {row.status}."
    done = select(History.name).where(
        History.tenant_id == row.tenant_id,
        History.instance_id == row.id,
        History.seq > first,
        History.kind == "completed",
        History.type.in_(AUTOMATIC),
    )
    name = session.scalars(done.limit(1)).first()
    return f"“{name}” has been carried out." if name else ""


def note(context: Context, session: Session, order: Order) -> None:
    """The line of the audit log."""
    append_audit_log(
        session,
        context.tenant,
        at=context.now(),
        by=order.by,
        action=order.kind,
        about=str(order.instance_id),
        detail={"reason": order.reason, **order.detail},
    )
