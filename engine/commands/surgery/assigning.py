"""Give an open user task to another person or group."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from engine.commands.surgery.operate import in_one
from engine.commands.surgery.order import Order, line_of
from engine.commands.surgery.own_hands import refuse_giving
from engine.context import Context
from engine.effects import Effect
from engine.errors import NotFound, OperationRefused
from engine.history import append_history
from engine.people import Person
from engine.tables import Operation, ProcessInstance, UserTask
from engine.transition import require_open

LIVE = ("open", "suspended")
UNSYNCHRONISED = {"synchronize_session": False}


def reassign(
    context: Context, order: Order, task_id: UUID, person: str | None, group: str | None
) -> Effect:
    """Put it into this person's inbox, or before all of a group. Drafts stay their writers' own."""
    if (person is None) == (group is None):
        raise OperationRefused("It goes to one person or to one group.", "Choose one of them.")

    def change(session: Session, row: ProcessInstance) -> None:
        require_open(row, suspended_too=True)
        task = _open(session, row, task_id)
        concerned = Person.of(context, order.by).concerned(task)
        refuse_giving(context, order, person, group, concerned)
        told = replace(order, detail={**order.detail, "to": person or group})
        about = {"task_id": task.id, "element_id": task.element_id, "name": task.name}
        append_history(session, row, [{**line_of(context, told), **about}])
        session.flush()
        order.kept["was"] = {"person": task.assignee, "group": task.candidate_group}
        give(session, row, task_id, person, group)

    return in_one(context, order, change)


def give_back(session: Session, row: ProcessInstance, last: Operation) -> None:
    """Undo: whose it was before."""
    before = last.detail.get("was")
    if last.kind == "reassign" and before:
        give(session, row, UUID(last.detail["task_id"]), before["person"], before["group"])


def give(
    session: Session, row: ProcessInstance, task_id: UUID, person: str | None, group: str | None
) -> None:
    """Write whose it is."""
    which = (UserTask.tenant_id == row.tenant_id, UserTask.id == task_id, UserTask.state.in_(LIVE))
    values = {"assignee": person, "candidate_group": group, "version": UserTask.version + 1}
    statement = update(UserTask).where(*which).values(**values)
    session.execute(statement, execution_options=UNSYNCHRONISED)


def _open(session: Session, row: ProcessInstance, task_id: UUID) -> UserTask:
    task = session.get(UserTask, (row.tenant_id, task_id), populate_existing=True)
    if task is None or task.instance_id != row.id:
        raise NotFound("There is no such user task in this instance.")
    if task.state not in LIVE:
        raise OperationRefused("The user task is no longer open.", "Nothing to do.")
    return task
