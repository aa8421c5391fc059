"""Skip an activity, move a token, go back to an earlier user task."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from engine.answers import insert_submission, keep_draft
from engine.commands.surgery.operate import operate
from engine.commands.surgery.order import Order
from engine.commands.surgery.own_hands import refuse_naming
from engine.context import Context
from engine.effects import Effect
from engine.errors import NotFound
from engine.spiff import Execution
from engine.tables import ProcessInstance, Submission, UserTask

UNSYNCHRONISED = {"synchronize_session": False}


def skip(context: Context, order: Order, task_id: UUID, given: Mapping[str, Any]) -> Effect:
    """Go on as if the element at this position were done, with what it would have given.

    A user task's answers are kept as a submission of the one who gives the order.
    """

    def do(session: Session, row: ProcessInstance, execution: Execution) -> None:
        refuse_naming(order, given)
        execution.skip(task_id, _said(context, session, row, order, task_id, given))

    return operate(context, order, do)


def move(context: Context, order: Order, task_id: UUID, element_id: str) -> Effect:
    """Take the token from its position and put it on another element."""

    def do(session: Session, row: ProcessInstance, execution: Execution) -> None:
        execution.move(task_id, element_id)

    return operate(context, order, do)


def go_back(context: Context, order: Order, element_id: str) -> Effect:
    """Reopen an earlier user task, with what was sent then as the draft of those who sent it."""

    def do(session: Session, row: ProcessInstance, execution: Execution) -> None:
        execution.go_back(element_id)

    def words(session: Session, row: ProcessInstance) -> None:
        _give_back(context, session, row, element_id)

    return operate(context, order, do, afterwards=words)


def _said(
    context: Context,
    session: Session,
    row: ProcessInstance,
    order: Order,
    task_id: UUID,
    given: Mapping[str, Any],
) -> Mapping[str, Any]:
    """What skipping a user task submits; for anything else what is given, as it is."""
    user_task = session.get(UserTask, (context.tenant, task_id))
    if user_task is None:
        return given
    now = context.now()
    submission = insert_submission(session, user_task, given, order.by, now)
    values = {"state": "completed", "completed_by": order.by, "completed_at": now}
    which = (UserTask.tenant_id == context.tenant, UserTask.id == task_id)
    closed = update(UserTask).where(*which).values(version=UserTask.version + 1, **values)
    session.execute(closed, execution_options=UNSYNCHRONISED)
    return {"answers": dict(given), "submission": str(submission), "by": order.by, "at": now}


def _give_back(context: Context, session: Session, row: ProcessInstance, element_id: str) -> None:
    of_instance = {"tenant_id": context.tenant, "instance_id": row.id, "element_id": element_id}
    sent = select(Submission).filter_by(**of_instance).order_by(Submission.at.desc()).limit(1)
    last = session.scalars(sent).first()
    opened = select(UserTask).filter_by(**of_instance).where(UserTask.state != "completed")
    task = session.scalars(opened.order_by(UserTask.created_at.desc()).limit(1)).first()
    if task is None:
        raise NotFound("The user task could not be opened again.")
    if last is not None:
        keep_draft(session, task, last.by, last.answers, {}, context.now())
