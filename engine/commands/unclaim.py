"""Put a user task back for the group."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from engine.commands.claim import note, theirs
from engine.context import Context
from engine.errors import NotAllowed
from engine.people import Person


def unclaim(context: Context, user_task_id: UUID, *, by: str) -> None:
    """Free it for anyone of its group; the person's draft stays theirs.

    Raises NotAllowed when it is not theirs or has no group, AlreadyDone when it is not open.
    """
    person = Person.of(context, by)

    def work(session: Session) -> None:
        instance, row = theirs(context, session, user_task_id, person)
        if row.candidate_group is None:
            raise NotAllowed("This was given to you by name, so there is no group to take it.")
        if row.assignee is not None:
            row.assignee = None
            note(context, session, instance, row, "unclaimed", by)

    context.database.transact(work)
