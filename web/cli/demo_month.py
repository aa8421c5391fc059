"""The people of the demonstration do what a month waits for, so that its audits are issued."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import or_, select

from engine.tables import UserTask
from engine.worker import run_due
from handlers.directory.reading import people
from handlers.month.tables import AuditMonth
from web.parts import Parts

ROUNDS = 10
DECISION = "decide_dispensation"
WHY = "Decided for the demonstration."


def release(here: Parts, month: str) -> None:
    """Answer the user tasks of the month until nothing waits for anybody."""
    for _ in range(ROUNDS):
        waiting = _waiting(here, month)
        if not waiting:
            return
        for task in waiting:
            _answer(here, task)
        run_due(here.engine)


def _waiting(here: Parts, month: str) -> list[UserTask]:
    with here.database.read() as db:
        row = db.get(AuditMonth, (here.tenant, month))
        query = select(UserTask).where(
            UserTask.tenant_id == here.tenant,
            or_(
                UserTask.instance_id == (row.instance_id if row else None),
                UserTask.element_id == DECISION,
            ),
            UserTask.state == "open",
        )
        return list(db.scalars(query))


def _answer(here: Parts, task: UserTask) -> None:
    person = task.assignee or _anybody(here, str(task.candidate_group))
    if task.assignee is None:
        here.engine.claim(task.id, by=person)
    answers = _answers(task.element_id, task.details["context"])
    with here.database.read() as db:
        version = db.get_one(UserTask, (here.tenant, task.id)).version
    here.engine.complete(task.id, answers, by=person, seen=version)


def _anybody(here: Parts, role: str) -> str:
    with here.database.read() as db:
        return people(db, here.tenant, role=role)[0].id


def _answers(element: str, context: Mapping[str, Any]) -> dict[str, Any]:
    off = [
        {"audit": one["value"], "change": "remove", "reason": "workload"}
        for one in context.get("audits", [])
    ]
    known: dict[str, dict[str, Any]] = {
        "import_extract": {"what": "keep", "reason": WHY},
        "name_managers": {"what": "leave_out", "reason": WHY},
        DECISION: {"decision": "refuse", "reason": WHY},
        "resolve_pairings": {"changes": off},
        "check_list": {"changes": [], "decision": "release", "issue": "now"},
    }
    return known[element]
