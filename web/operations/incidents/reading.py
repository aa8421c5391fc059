"""A cause with its care and its incidents, read once for its page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.errors import NotFound
from engine.queries import IncidentFilters
from engine.queries.audited import about_thing
from engine.queries.causes import Cause, care_of, cause_of, notes_of
from engine.queries.incident_list import incident_list
from engine.queries.slices import Slice
from engine.tables import AuditLog, Incident, IncidentCare, IncidentNote, ProcessInstance
from handlers.directory.reading import names
from web.operations.incidents.people import administrators
from web.parts import Parts


@dataclass(frozen=True)
class Care:
    """Who looks after a cause, what was found out, and what was done; `names` by person id."""

    row: IncidentCare | None
    notes: Sequence[IncidentNote]
    lines: Sequence[AuditLog]
    names: Mapping[str, str]
    administrators: Mapping[str, str]

    @property
    def person(self) -> str:
        """Who looks after it, "" for nobody."""
        return self.row.person if self.row is not None else ""


@dataclass(frozen=True)
class Incidents:
    """Some incidents, with the reference of the instance of each, by its id."""

    rows: Slice[Incident]
    references: Mapping[UUID, str]


def cause(session: Session, here: Parts, key: str) -> Cause:
    """The cause. NotFound when there never was an incident of it."""
    found = cause_of(session, here.tenant, key)
    if found is None:
        raise NotFound("There is no incident of this cause.")
    return found


def care(session: Session, here: Parts, key: str, *also: str) -> Care:
    """The care of a cause; `also` are ids whose acts are told with its own."""
    row, notes = care_of(session, here.tenant, key), notes_of(session, here.tenant, key)
    lines = [line for about in (key, *also) for line in about_thing(session, here.tenant, about)]
    lines.sort(key=lambda line: line.seq, reverse=True)
    known = [row.person if row else None, row.by if row else None, *(note.by for note in notes)]
    for line in lines:
        known += [line.by, line.detail.get("person")]
    people = names(session, here.tenant, known)
    return Care(row, notes, lines, people, administrators(session, here.tenant))


def incidents(
    session: Session, here: Parts, key: str, state: str, after: str = "", size: int = 25
) -> Incidents:
    """The incidents of a cause in this state, the oldest first."""
    filters = IncidentFilters(state=state, cause=key)
    rows = incident_list(session, here.tenant, filters, after or None, size)
    return Incidents(rows, references(session, here.tenant, rows.rows))


def references(session: Session, tenant: str, rows: Sequence[Incident]) -> dict[UUID, str]:
    """The references of their instances, or their ids where they have none."""
    row = ProcessInstance
    ids = sorted({one.instance_id for one in rows if one.instance_id is not None})
    found: dict[UUID, str] = {}
    for first in range(0, len(ids), 500):
        some = (row.tenant_id == tenant, row.id.in_(ids[first : first + 500]))
        query = select(row.id, row.business_key).where(*some)
        found |= {id: key or str(id) for id, key in session.execute(query)}
    return found
