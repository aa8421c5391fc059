"""Say who looks after the incidents of one cause."""

from __future__ import annotations

from sqlalchemy.orm import Session

from engine.commands.care.known import note_it, require_cause
from engine.context import Context
from engine.database import upsert
from engine.errors import AlreadyDone
from engine.tables import IncidentCare

MEANWHILE = "Who looks after this was changed since the page was opened."


def assign(context: Context, cause: str, person: str | None, *, by: str, seen: str | None) -> None:
    """Give the cause to a person, or to nobody: also the incidents that open from now on.

    `seen` is who looked after it on the page, "" for nobody, None when it does not matter.
    Raises NotFound, AlreadyDone when it was changed meanwhile. Whether the person may look after
    incidents is the caller's to know.
    """
    context.database.transact(lambda session: _assign(context, session, cause, person, by, seen))


def _assign(
    context: Context, session: Session, cause: str, person: str | None, by: str, seen: str | None
) -> None:
    require_cause(context, session, cause)
    row = session.get(IncidentCare, (context.tenant, cause), with_for_update=True)
    before = row.person if row is not None else ""
    if seen is not None and seen != before:
        raise AlreadyDone(row.by, row.at, MEANWHILE) if row else AlreadyDone(None, None, MEANWHILE)
    if before == (person or ""):
        return
    if person is None:
        session.delete(row)
    else:
        told = {"tenant_id": context.tenant, "cause": cause, "person": person}
        changed = ("person", "by", "at")
        upsert(session, IncidentCare, told | {"by": by, "at": context.now()}, changed)
    note_it(context, session, "incident.assign", cause, by, {"person": person, "before": before})
