"""The list of causes, and lists to take away."""

from __future__ import annotations

from flask import g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.queries.causes import causes
from handlers.directory.reading import names
from web.access.permission import permit
from web.operations.incidents import reading, wording
from web.operations.incidents.blueprint import CAUSE, LIST, blueprint
from web.operations.incidents.filters import STATES, WHOSE, Chosen
from web.operations.incidents.naming import Names
from web.operations.sheet import MOST, sheet
from web.parts import parts


@blueprint.get(LIST)
@permit("operations.read")
def overview() -> ResponseReturnValue:
    """What is held up, by cause, the most frequent first."""
    here, chosen = parts(), Chosen.of(request.args)
    with here.database.read() as db:
        found = causes(db, here.tenant, chosen.query(g.actor.person), chosen.after)
        known = Names(db, here)
        people = names(db, here.tenant, [row.person for row in found.rows])
        places = {row.cause: known.place(row.process_key, row.element_id) for row in found.rows}
    more = url_for(".overview", **chosen.address(after=found.after)) if found.after else ""
    return render_template(
        "operations/incidents/overview.html",
        list=found, chosen=chosen, places=places, names=people, words=wording, more=more,
        states=STATES, whose=WHOSE, processes={"": "All"} | known.processes,
    )  # fmt: skip


@blueprint.get(f"{LIST}.csv")
@permit("operations.read")
def as_sheet() -> ResponseReturnValue:
    """The same list, to take away."""
    here, chosen = parts(), Chosen.of(request.args)
    with here.database.read() as db:
        found = causes(db, here.tenant, chosen.query(g.actor.person), size=MOST).rows
        people = names(db, here.tenant, [row.person for row in found])
        called = Names(db, here)
        places = [called.place(row.process_key, row.element_id) for row in found]
    rows = (
        (
            row.sentence, wording.kind(row.kind), place.process, place.element, row.number,
            row.instances, row.first.isoformat(), row.last.isoformat(),
            people.get(row.person or "", row.person),
        )
        for row, place in zip(found, places, strict=True)
    )  # fmt: skip
    return sheet("incidents.csv", wording.HEADINGS, rows)


@blueprint.get(f"{CAUSE}/incidents.csv")
@permit("operations.read")
def cause_as_sheet(cause: str) -> ResponseReturnValue:
    """The incidents of one cause that are open, or resolved, to take away."""
    here, state = parts(), Chosen.of(request.args).state
    with here.database.read() as db:
        reading.cause(db, here, cause)
        found = reading.incidents(db, here, cause, state, size=MOST)
    rows = (
        (
            found.references.get(row.instance_id, "") if row.instance_id else "", row.instance_id,
            row.state, row.created_at.isoformat(), row.last_at.isoformat(), row.occurrences,
            row.resolved_at.isoformat() if row.resolved_at else "", row.resolved_by, row.reason,
        )
        for row in found.rows.rows
    )  # fmt: skip
    return sheet("cause.csv", wording.INCIDENT_HEADINGS, rows)
