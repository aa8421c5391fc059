"""Keep what somebody found out about a cause."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from engine.commands.care.known import note_it, require_cause
from engine.context import Context
from engine.database import insert_rows
from engine.errors import OperationRefused
from engine.tables import IncidentNote

LONGEST = 2_000


def note(context: Context, cause: str, words: str, *, by: str) -> UUID:
    """The id of the note. Notes are kept as they are: no case content.

    Raises NotFound, OperationRefused when there are no words or too many.
    """
    said = words.strip()
    if not said:
        raise OperationRefused("The note is empty.", "Write what you found out.")
    if len(said) > LONGEST:
        raise OperationRefused(f"It is longer than {LONGEST:,} characters.", "Write two notes.")
    return context.database.transact(lambda session: _note(context, session, cause, said, by))


def _note(context: Context, session: Session, cause: str, words: str, by: str) -> UUID:
    require_cause(context, session, cause)
    made, now = uuid4(), context.now()
    row = {"tenant_id": context.tenant, "id": made, "cause": cause, "by": by, "at": now}
    insert_rows(session, IncidentNote, [row | {"words": words}])
    note_it(context, session, "incident.note", cause, by, {"note": str(made)})
    return made
