"""An instance as its rows show it at one moment, and what differs between two such moments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, case, func, literal_column, null, select, union_all
from sqlalchemy.orm import Session

from engine.tables import Incident, Job, Mail, MessageSubscription, ProcessInstance, UserTask

LIVE = ("ready", "leased", "suspended")


@dataclass(frozen=True)
class Picture:
    """Rows by position or id. `jobs` are timers and services: kind, element, due."""

    status: str
    user_tasks: Mapping[UUID, tuple[str, str, str | None, datetime | None]]
    jobs: Mapping[UUID, tuple[str, str, datetime | None]]
    messages: Mapping[UUID, tuple[str, str]]
    letters: Mapping[UUID, tuple[str, str]]
    incidents: Mapping[UUID, tuple[str, str]]


def picture(session: Session, row: ProcessInstance) -> Picture:
    """What the rows of this instance say now, in the transaction of `session`: one statement."""
    session.flush()
    of = {"of": row.tenant_id, "instance": row.id}
    found: dict[str, dict[UUID, tuple[Any, ...]]] = defaultdict(dict)
    for table, id, element, name, who, due in session.execute(_ALL, of):
        found[table][id] = (element or "", name, who, due)
    return Picture(
        row.status,
        found["user_task"],
        {id: (kind, at, due) for id, (at, kind, _, due) in found["job"].items()},
        {id: said[:2] for id, said in found["message_subscription"].items()},
        {id: said[1:3] for id, said in found["mail"].items()},
        {id: said[:2] for id, said in found["incident"].items()},
    )


def _mine(table: Any, *columns: Any) -> Select[Any]:
    mine = (table.tenant_id == bindparam("of"), table.instance_id == bindparam("instance"))
    return select(literal_column(f"'{table.__tablename__}'"), *columns).where(*mine)


# Id, element, name, whose, when. Columns only: no letter's words are read to see what changes. The
# first is the one whose columns all have types.
_WHO = func.coalesce(UserTask.assignee, UserTask.candidate_group)
_TIMER = case((Job.kind == "timer", Job.due_at))
_ALL = union_all(
    _mine(UserTask, UserTask.id, UserTask.element_id, UserTask.name, _WHO, UserTask.due_at).where(
        UserTask.state.in_(("open", "suspended"))
    ),
    _mine(Job, Job.task_id, Job.element_id, Job.kind, null(), _TIMER).where(
        Job.state.in_(LIVE), Job.task_id.is_not(None)
    ),
    _mine(
        MessageSubscription, MessageSubscription.id, MessageSubscription.element_id,
        MessageSubscription.message, null(), null(),
    ),
    _mine(Mail, Mail.id, null(), Mail.letter, Mail.recipient, null()),
    _mine(Incident, Incident.id, Incident.element_id, Incident.sentence, null(), null()).where(
        Incident.state == "open"
    ),
)  # fmt: skip
