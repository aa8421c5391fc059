"""Take a user task from one's group."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from engine.context import Context
from engine.history import append_history
from engine.people import Person, refusal
from engine.tables import ProcessInstance, UserTask
from engine.transition import lock_instance_of


def claim(context: Context, user_task_id: UUID, *, by: str) -> None:
    """Make it the person's own; nothing happens when it is already.

    Raises NotAllowed when it is somebody else's, AlreadyDone when it is no longer open.
    """
    person = Person.of(context, by)

    def work(session: Session) -> None:
        instance, row = theirs(context, session, user_task_id, person)
        if row.assignee is None:
            row.assignee = by
            note(context, session, instance, row, "claimed", by)

    context.database.transact(work)


def theirs(
    context: Context, session: Session, user_task_id: UUID, person: Person
) -> tuple[ProcessInstance, UserTask]:
    """The user task, which this person may work on, and its instance, locked.

    Raises NotFound, NotAllowed, AlreadyDone, InstanceSuspended.
    """
    instance = lock_instance_of(session, context.tenant, user_task_id)
    row = session.get_one(UserTask, (context.tenant, user_task_id))
    refused = refusal(person, row)
    if refused:
        raise refused
    return instance, row


def note(
    context: Context, session: Session, instance: ProcessInstance, row: UserTask, kind: str, by: str
) -> None:
    """A line of history about a user task."""
    about = {"task_id": row.id, "element_id": row.element_id, "name": row.name}
    append_history(session, instance, [{"at": context.now(), "kind": kind, "by": by, **about}])
