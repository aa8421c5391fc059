"""Take back the last operation by hand, while nothing has happened since."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from engine.commands.surgery.assigning import give_back
from engine.commands.surgery.changing import set_due
from engine.commands.surgery.holding import belong, describe, hold_back, let_go
from engine.commands.surgery.operate import in_one
from engine.commands.surgery.order import Order, line_of
from engine.commands.surgery.passages import settle
from engine.context import Context
from engine.effects import Effect
from engine.errors import OperationRefused
from engine.tables import Job, Mail, Offer, Operation, ProcessInstance, UserTask
from engine.transition import require_open, restored, write
from engine.transition.change import Act, Rest

UNSYNCHRONISED = {"synchronize_session": False}


def undo(context: Context, order: Order) -> Effect:
    """Put the instance back to what it was before the last operation, the same positions and dates.

    Raises OperationRefused when something was carried out by it, or has happened since. Letters
    that have not left yet are called back.
    """

    def change(session: Session, row: ProcessInstance) -> None:
        require_open(row, suspended_too=True)
        last = _last(session, row)
        _put_back(context, session, row, last, order)
        last.undone_at = context.now()

    return in_one(context, order, change)


def _last(session: Session, row: ProcessInstance) -> Operation:
    of_instance = {"tenant_id": row.tenant_id, "instance_id": row.id}
    query = select(Operation).filter_by(**of_instance).order_by(Operation.history_seq.desc())
    last = session.scalars(query.limit(1)).first()
    if last is None or last.kind == "undo" or last.history_seq != row.history_seq:
        raise OperationRefused(
            "Something has happened since, or there is nothing to take back.",
            "Use another operation to put it right.",
        )
    if last.final:
        raise OperationRefused(last.final, "It cannot be taken back; put it right by hand.")
    return last


def _put_back(
    context: Context, session: Session, row: ProcessInstance, last: Operation, order: Order
) -> None:
    before = Rest.of(restored(context, session, row))
    _call_back(session, row, last)
    row.state, row.status, row.deployment_id = last.state, last.status, last.deployment_id
    execution = restored(context, session, row)
    again = _reopen(session, row, before, Rest.of(execution))
    act = Act(order.by, lines=(line_of(context, order),), reopened=again)
    write(context, session, row, act, before, execution)
    session.flush()
    settle(context, session, row, execution)
    belong(session, row)
    describe(session, row, execution.waits())
    _dates(session, row, before, Rest.of(execution))
    give_back(session, row, last)
    (hold_back if row.status == "suspended" else let_go)(session, row)


def _reopen(session: Session, row: ProcessInstance, before: Rest, after: Rest) -> frozenset[UUID]:
    """User tasks and offers that were closed have their rows still: the same are open again."""
    again = frozenset(after.waits.user_tasks) - before.waits.user_tasks.keys()
    _set(session, row, UserTask, UserTask.id.in_(again), state="open",
         completed_by=None, completed_at=None, version=UserTask.version + 1)  # fmt: skip
    offered = set(after.waits.messages) - set(before.waits.messages)
    _set(session, row, Offer, Offer.id.in_(offered), state="open")
    return again


def _dates(session: Session, row: ProcessInstance, before: Rest, after: Rest) -> None:
    for id, wait in after.waits.user_tasks.items():
        moved = before.waits.user_tasks.get(id)
        if moved is not None and moved.due != wait.due:
            set_due(session, row, id, wait.due)


def _call_back(session: Session, row: ProcessInstance, last: Operation) -> None:
    jobs = select(Job.id).where(
        Job.tenant_id == row.tenant_id,
        Job.instance_id == row.id,
        Job.kind.in_(("mail", "message", "signal")),
        Job.state == "ready",
        Job.created_at >= last.at,
    )
    ids = list(session.scalars(jobs))
    _set(session, row, Job, Job.id.in_(ids), state="cancelled")
    _set(session, row, Mail, Mail.job_id.in_(ids), state="withdrawn")


def _set(
    session: Session, row: ProcessInstance, table: Any, which: ColumnElement[bool], **values: Any
) -> None:
    mine = (table.tenant_id == row.tenant_id, table.instance_id == row.id, which)
    statement = update(table).where(*mine).values(**values)
    session.execute(statement, execution_options=UNSYNCHRONISED)
