"""Incidents for programs: one by one and by cause, looked after, noted about, closed by hand."""

from __future__ import annotations

from uuid import UUID

from flask import g
from sqlalchemy.orm import Session

from engine import queries
from engine.errors import NotFound, OperationRefused
from engine.queries import IncidentFilters
from engine.queries.causes import NOBODY, CauseFilters, care_of, cause_of, causes, notes_of
from engine.queries.causes import read_place as read_cause_place
from engine.queries.incident_list import incident_list
from web.api import cursors
from web.api.incident_shapes import (
    AssignAsked,
    CauseDetail,
    CauseGiven,
    CausesAsked,
    ClosedGiven,
    IncidentsAsked,
    NoteAsked,
    NoteGiven,
    NoteMade,
    Retried,
)
from web.api.instance_shapes import IncidentGiven
from web.api.operation import operation
from web.api.queue_shapes import ReasonAsked
from web.api.queues import ACT, READ
from web.api.shapes import Listed, sliced
from web.operations.incidents.people import is_administrator
from web.parts import parts

TAG = "Incidents"
ONE, CAUSE = "/incidents/{incident_id}", "/incident-causes/{cause}"


@operation("GET", "/incidents", tag=TAG, **READ)
def list_incidents(query: IncidentsAsked) -> Listed[IncidentGiven]:
    """Incidents, those that have waited longest first."""
    here = parts()
    state = None if query.state == "all" else query.state
    filters = IncidentFilters(state, query.kind, query.instance_id, query.cause)
    with here.database.read() as db:
        after = cursors.place(query.cursor)
        found = incident_list(db, here.tenant, filters, after, query.limit)
    return sliced(IncidentGiven, found)


@operation("GET", ONE, tag=TAG, **READ)
def read_incident(incident_id: UUID) -> IncidentGiven:
    """One incident."""
    here = parts()
    with here.database.read() as db:
        return IncidentGiven.model_validate(queries.incident(db, here.tenant, incident_id))


@operation("POST", f"{ONE}/retry", tag=TAG, **ACT)
def retry_incident(incident_id: UUID, body: ReasonAsked) -> Retried:
    """Try again what an incident stopped. To see first what it would do, retry at the instance."""
    engine, by = parts().engine, g.actor.person
    return Retried(went_on=engine.retry(incident_id, by=by, reason=body.reason))


@operation("POST", f"{ONE}/resolve", tag=TAG, **ACT)
def resolve_incident(incident_id: UUID, body: ReasonAsked) -> None:
    """Close an incident by hand. Refused while it is all that keeps an open instance in sight."""
    parts().engine.caring(by=g.actor.person).resolve(incident_id, reason=body.reason)


@operation("GET", "/incident-causes", tag=TAG, **READ)
def list_incident_causes(query: CausesAsked) -> Listed[CauseGiven]:
    """Incidents by cause, the most frequent first."""
    here = parts()
    whose = NOBODY if query.unassigned else query.person
    filters = CauseFilters(query.state == "resolved", query.process, whose)
    with here.database.read() as db:
        found = causes(db, here.tenant, filters, _place(query.cursor), query.limit)
    return sliced(CauseGiven, found)


@operation("GET", CAUSE, tag=TAG, **READ)
def read_incident_cause(cause: str) -> CauseDetail:
    """One cause, with who looks after it and what was found out."""
    here = parts()
    with here.database.read() as db:
        return _detail(db, cause)


@operation("POST", f"{CAUSE}/assign", tag=TAG, **ACT)
def assign_incident_cause(cause: str, body: AssignAsked) -> None:
    """Say who looks after a cause, also after what happens for it from now on."""
    if body.person is not None and not is_administrator(body.person):
        raise OperationRefused("Nobody with this id is an administrator.", "Name one who is.")
    parts().engine.caring(by=g.actor.person).assign(cause, body.person, seen=body.seen)


@operation("POST", f"{CAUSE}/notes", tag=TAG, status=201, **ACT)
def note_incident_cause(cause: str, body: NoteAsked) -> NoteMade:
    """Keep what was found out about a cause."""
    return NoteMade(note_id=parts().engine.caring(by=g.actor.person).note(cause, body.words))


@operation("POST", f"{CAUSE}/resolve", tag=TAG, **ACT)
def resolve_incident_cause(cause: str, body: ReasonAsked) -> ClosedGiven:
    """Close by hand those of a cause that hold up nothing, the oldest 500."""
    caring = parts().engine.caring(by=g.actor.person)
    return ClosedGiven.model_validate(caring.resolve_all(cause, reason=body.reason))


def _detail(session: Session, cause: str) -> CauseDetail:
    tenant = parts().tenant
    found = cause_of(session, tenant, cause)
    if found is None:
        raise NotFound("There is no incident of this cause.")
    care = care_of(session, tenant, cause)
    told = vars(found) | {"person": care.person if care else None}
    cared = {"assigned_by": care and care.by, "assigned_at": care and care.at}
    notes = [NoteGiven.model_validate(note) for note in notes_of(session, tenant, cause)]
    return CauseDetail.model_validate(told | cared | {"notes": notes})


def _place(cursor: str | None) -> str | None:
    found = cursors.read(cursor, (str,))
    if found is None:
        return None
    if read_cause_place(found[0]) is None:
        raise cursors.CursorRefused
    return str(found[0])
