"""User tasks: a row for each position that waits for a person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import update

from engine.database import insert_rows
from engine.model import UserTaskWait
from engine.tables import NO_DUE, UserTask
from engine.transition.change import Change

LIVE = ("open", "suspended")


def write(change: Change) -> None:
    """Insert what is new and cancel what is gone; the one acted on is the command's own."""
    before, after = change.before.waits.user_tasks, change.after.waits.user_tasks
    known = before.keys() | change.act.reopened
    new = [_row(change, wait) for task_id, wait in after.items() if task_id not in known]
    insert_rows(change.session, UserTask, new)
    _cancel(change, [id for id in before if id not in after and id != change.act.task_id])


def _cancel(change: Change, gone: list[UUID]) -> None:
    if not gone:
        return
    statement = update(UserTask).where(
        UserTask.tenant_id == change.tenant, UserTask.id.in_(gone), UserTask.state.in_(LIVE)
    )
    values = {"state": "cancelled", "completed_at": change.now, "version": UserTask.version + 1}
    change.session.execute(
        statement.values(**values), execution_options={"synchronize_session": False}
    )


def _row(change: Change, wait: UserTaskWait) -> dict[str, Any]:
    instance = change.row
    return {
        "tenant_id": change.tenant,
        "id": wait.task_id,
        "instance_id": instance.id,
        "deployment_id": instance.deployment_id,
        "process_key": instance.process_key,
        "business_key": instance.business_key,
        "element_id": wait.element_id,
        "name": wait.name,
        "lane": wait.lane,
        "assignee": wait.assignee,
        "candidate_group": wait.candidate_group,
        "form": wait.form,
        "details": _details(wait),
        "due_at": wait.due,
        "sort_at": wait.due or NO_DUE,
        "created_at": change.now,
        "version": 1,
        "state": "open",
    }


def _details(wait: UserTaskWait) -> dict[str, Any]:
    return {
        "sections": None if wait.sections is None else list(wait.sections),
        "context": dict(wait.context),
        "reviews": wait.reviews,
        "texts": dict(wait.texts),
        "starts_from": wait.starts_from,
    }
