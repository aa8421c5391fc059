"""Put a user task back for the group."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from engine.commands.claim import note
from engine.context import Context
from engine.errors import NotAllowed
from engine.people import Person, refusal
from engine.tables import UserTask
from engine.transition import lock_instance_of


def unclaim(context: Context, user_task_id: UUID, *, by: str) -> None:
    """Free it for anyone of its group; the person's draft stays theirs.

    Raises NotAllowed when it is not theirs or has no group, AlreadyDone when it is not open.
    """
    person = Person.of(context, by)

    def work(session: Session) -> None:
        instance = lock_instance_of(session, context.tenant, user_task_id)
        row = session.get_one(UserTask, (context.tenant, user_task_id))
        refused = refusal(person, row)
        if refused:
            raise refused
        if row.candidate_group is None:
            raise NotAllowed("This was given to you by name, so there is no group to take it.")
        if row.assignee is not None:
            row.assignee = None
            note(context, session, instance, row, "unclaimed", by)

    context.database.transact(work)
