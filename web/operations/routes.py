"""Process instances and incidents."""

from __future__ import annotations

from uuid import UUID

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine import queries
from engine.errors import AlreadyDone, InstanceClosed
from engine.queries import IncidentFilters
from web.access.permission import permit
from web.inbox.filters import page_number
from web.operations.overview.routes import blueprint
from web.parts import parts

__all__ = ["blueprint"]
STATES = {"open": "Open", "resolved": "Resolved", "": "All"}


@blueprint.get("/operations/incidents")
@permit("operations.read")
def incidents() -> ResponseReturnValue:
    """What is held up, longest waiting first."""
    here, asked = parts(), request.args
    state = asked.get("state", "open")
    chosen = IncidentFilters(state=state if state in STATES and state else None)
    with here.database.read() as db:
        page = queries.incidents(db, here.tenant, chosen, page_number(asked))
    return render_template(
        "operations/incidents.html",
        list=page, state=state, states=STATES,
        address=lambda number: url_for(request.endpoint or "", **{**asked, "page": number}),
    )  # fmt: skip


@blueprint.get("/operations/incidents/<uuid:incident_id>")
@permit("operations.read")
def incident(incident_id: UUID) -> ResponseReturnValue:
    """One incident, and the button to try again."""
    return _incident_page(incident_id)


@blueprint.post("/operations/incidents/<uuid:incident_id>/retry")
@permit("operations.act")
def retry(incident_id: UUID) -> ResponseReturnValue:
    """Try again. A reason is needed; it goes into the history."""
    reason = request.form.get("reason", "").strip()[:500]
    if not reason:
        return _incident_page(incident_id, "Enter why you try again"), 422
    try:
        gone_on = parts().engine.retry(incident_id, by=g.actor.person, reason=reason)
        flash("It goes on." if gone_on else "It was tried again, and is still held up.")
    except (AlreadyDone, InstanceClosed) as error:
        flash(str(error))
    return redirect(url_for("operations.incident", incident_id=incident_id), 303)


def _incident_page(incident_id: UUID, problem: str = "") -> str:
    here = parts()
    with here.database.read() as db:
        row = queries.incident(db, here.tenant, incident_id)
    return render_template("operations/incident.html", incident=row, problem=problem)
