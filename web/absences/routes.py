"""Absences, and the months from which people are excused."""

from __future__ import annotations

from flask import Blueprint, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from web.absences import listing
from web.absences.listing import AbsenceFilters
from web.access.permission import permit
from web.inbox.filters import page_number
from web.parts import parts
from web.requests.listing import startable
from web.words import local

blueprint = Blueprint("absences", __name__)
PROCESS = "absence"


@blueprint.get("/absences")
@permit("absence.list")
def overview() -> ResponseReturnValue:
    """Absences of mine and of people I answer for; Management Information sees all."""
    here, chosen = parts(), AbsenceFilters.of(request.args)
    today = local(here.clock.now()).date()
    with here.database.read() as db:
        page = listing.absences(db, here.tenant, g.actor, chosen, today, page_number(request.args))
        names = listing.known_names(db, here.tenant, page.rows)
        waits = listing.waits(db, here.tenant, page.rows)
        people = listing.answered_for(db, here.tenant, g.actor.person)
    return render_template(
        "absences/overview.html",
        list=page, chosen=chosen, names=names, waits=waits, people=people, process=PROCESS,
        may_report=any(start.process_key == PROCESS for start in startable()),
        address=lambda number: url_for("absences.overview", **{**request.args, "page": number}),
    )  # fmt: skip


@blueprint.get("/dispensations")
@permit("absence.list")
def dispensations() -> ResponseReturnValue:
    """Who is excused from which month, by which rule, and who decided."""
    here, chosen = parts(), AbsenceFilters.of(request.args)
    with here.database.read() as db:
        page = listing.dispensations(db, here.tenant, g.actor, chosen, page_number(request.args))
        names = listing.known_names(db, here.tenant, page.rows)
    return render_template(
        "absences/dispensations.html",
        list=page, chosen=chosen, names=names,
        address=lambda page: url_for("absences.dispensations", **{**request.args, "page": page}),
    )  # fmt: skip
