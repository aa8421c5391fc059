"""Passages: a row for each element an instance comes to, closed when it goes on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from engine.database import upsert_rows
from engine.model import Step
from engine.tables import ActivityInstance
from engine.transition.change import Change

ENDED = ("completed", "cancelled")


def write(change: Change, steps: Iterable[Step]) -> None:
    """Open what was reached, close what was left; the instance itself is a passage too."""
    rows: dict[UUID, dict[str, Any]] = {}
    if change.row.history_seq == 0:
        rows[change.row.id] = _itself(change)
    for step in steps:
        if step.state == "reached":
            rows[step.task_id] = _reached(change, step)
        elif step.state in ENDED:
            row = rows.setdefault(step.task_id, _reached(change, step))
            row.update(ended_at=step.at, outcome=step.state)
    if change.row.ended_at is not None:
        row = rows.setdefault(change.row.id, _itself(change))
        row.update(ended_at=change.row.ended_at, outcome=_outcome(change.row.status))
    upsert_rows(change.session, ActivityInstance, list(rows.values()), ("ended_at", "outcome"))


def _outcome(status: str) -> str:
    return "completed" if status == "completed" else "cancelled"


def _itself(change: Change) -> dict[str, Any]:
    instance = change.row
    about = {"id": instance.id, "element_id": instance.process_key, "type": "process"}
    about |= {"process_key": instance.process_key, "reached_at": instance.started_at}
    return {**_row(change), **about}


def _reached(change: Change, step: Step) -> dict[str, Any]:
    waits = change.after.waits.user_tasks.get(step.task_id)
    return {
        **_row(change),
        "id": step.task_id,
        "process_key": step.process,
        "element_id": step.element_id,
        "type": step.type,
        "reached_at": step.at,
        "due_at": waits and waits.due,
    }


def _row(change: Change) -> dict[str, Any]:
    return {
        "tenant_id": change.tenant,
        "instance_id": change.row.id,
        "deployment_id": change.row.deployment_id,
        "due_at": None,
        "ended_at": None,
        "outcome": None,
        "counted": False,
    }
