"""The blueprint all pages of the inbox hang on, and how they load what they show."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, g

from engine import queries
from engine.errors import NotFound
from engine.tables import UserTask
from web.access.facts import UserTaskFacts
from web.inbox.opened import Opened, open_user_task
from web.parts import parts

blueprint = Blueprint("inbox", __name__)


def facts(user_task_id: UUID, **_: object) -> UserTaskFacts | None:
    """What the gate decides from, or None when there is no such user task."""
    here = parts()
    try:
        with here.database.read() as db:
            return facts_of(queries.user_task(db, here.tenant, user_task_id))
    except NotFound:
        return None


def facts_of(row: UserTask) -> UserTaskFacts:
    """A row as access sees it."""
    people = frozenset(p for p in (row.assignee, row.completed_by) if p)
    return UserTaskFacts(people, row.candidate_group, row.instance_id)


def load(user_task_id: UUID) -> Opened:
    """The user task with the words of the person who is signed in."""
    return open_user_task(parts(), user_task_id, g.actor)
