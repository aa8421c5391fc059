"""The inbox for programs: the user tasks of the person they act for."""

from __future__ import annotations

from uuid import UUID

from flask import abort, g

from engine import queries
from engine.queries import InboxFilters
from engine.tables.user_task import NO_DUE
from web.api import cursors
from web.api.forms import form_of_user_task, refuse_misplaced
from web.api.inbox_shapes import (
    AnswersAsked,
    CompleteAsked,
    DraftKept,
    InboxAsked,
    UserTaskDetail,
    UserTaskDone,
    UserTaskRow,
)
from web.api.operation import operation
from web.api.shapes import Listed, listed
from web.clients.bearer import PERSON
from web.clients.keeping import ACTS_AS
from web.inbox.blueprint import facts, load
from web.parts import parts

TAG, SCOPE = "Inbox", "inbox"
ONE = "/user-tasks/{user_task_id}"
SHOWN = [name for name in UserTaskDetail.model_fields if name not in ("texts", "form")]


@operation("GET", "/user-tasks", tag=TAG, scope=SCOPE, action="inbox.read")
def list_user_tasks(query: InboxAsked) -> Listed[UserTaskRow]:
    """The open user tasks the person can do, by due instant."""
    here, person = parts(), _person()
    after = cursors.read(query.cursor, cursors.INSTANT_AND_ID)
    last = None if after is None else (after[0], after[1])
    filters = InboxFilters(query.view, query.process or None, query.text, query.due_before, last)
    with here.database.read() as db:
        page = queries.inbox(
            db,
            here.tenant,
            person,
            g.actor.groups,
            filters,
            size=query.limit + 1,
            covering=g.actor.covering,
        )
    return listed(UserTaskRow, page.rows, query.limit, lambda row: (row.due_at or NO_DUE, row.id))


@operation("GET", ONE, tag=TAG, scope=SCOPE, action="user_task.read", of=facts)
def read_user_task(user_task_id: UUID) -> UserTaskDetail:
    """A user task, and its form while it is with the person.

    Take it first when it is for a role. Answers of others are shown only where the page shows them.
    """
    opened, person = load(user_task_id), _person()
    detail = UserTaskDetail.model_validate(
        {**{name: getattr(opened.row, name) for name in SHOWN}, "texts": opened.texts, "form": None}
    )
    if not opened.waits_for(person):
        return detail
    return detail.model_copy(update={"form": form_of_user_task(opened)})


@operation(
    "POST", ONE + "/claim", tag=TAG, scope=SCOPE, action="user_task.work", of=facts, refuses=(409,)
)
def claim_user_task(user_task_id: UUID) -> None:
    """Take it from the person's role, so that nobody else works on it."""
    parts().engine.claim(user_task_id, by=_person())


@operation(
    "POST",
    ONE + "/put-back",
    tag=TAG,
    scope=SCOPE,
    action="user_task.work",
    of=facts,
    refuses=(409,),
)
def put_back_user_task(user_task_id: UUID) -> None:
    """Put it back, so that others of the role can take it; the person's draft is kept."""
    parts().engine.unclaim(user_task_id, by=_person())


@operation(
    "PUT", ONE + "/draft", tag=TAG, scope=SCOPE, action="user_task.work", of=facts, refuses=(409,)
)
def save_draft(user_task_id: UUID, body: AnswersAsked) -> DraftKept:
    """Keep what the person has so far. It is kept even when somebody else was faster (409)."""
    opened = load(user_task_id)
    refuse_misplaced(opened, body.answers)
    at = parts().engine.save_draft(user_task_id, body.answers, dict(opened.marks), by=_person())
    return DraftKept(saved_at=at)


@operation("DELETE", ONE + "/draft", tag=TAG, scope=SCOPE, action="user_task.work", of=facts)
def discard_draft(user_task_id: UUID) -> None:
    """Remove the person's own words."""
    parts().engine.discard_draft(user_task_id, by=_person())


@operation(
    "POST",
    ONE + "/complete",
    tag=TAG,
    scope=SCOPE,
    action="user_task.work",
    of=facts,
    refuses=(409,),
)
def complete_user_task(user_task_id: UUID, body: CompleteAsked) -> UserTaskDone:
    """Send the answers. The deployed form judges them; refused ones are kept as a draft (422)."""
    refuse_misplaced(load(user_task_id), body.answers)
    done = parts().engine.complete(user_task_id, body.answers, by=_person(), seen=body.seen)
    return UserTaskDone.model_validate(done)


def _person() -> str:
    """The person it is for: user tasks are done by people, and never by a program itself."""
    person: str = g.actor.person
    if person.startswith(ACTS_AS):
        abort(403, f"Say in {PERSON} for whom: user tasks are done by people.")
    return person
