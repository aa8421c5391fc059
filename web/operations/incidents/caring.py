"""Looking after a cause: assigned to an administrator, and what was found out."""

from __future__ import annotations

from flask import flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from engine.errors import AlreadyDone, OperationRefused
from web.access.permission import permit
from web.operations.incidents.blueprint import CAUSE, blueprint
from web.operations.incidents.pages import Wrong, cause_page, incident_page
from web.operations.incidents.people import NOT_ONE, is_administrator
from web.operations.incidents.who import back_to, faster
from web.parts import parts


@blueprint.post(f"{CAUSE}/assign")
@permit("operations.act")
def assign(cause: str) -> ResponseReturnValue:
    """Give it to an administrator, to oneself, or to nobody."""
    mine = "mine" in request.form
    person = g.actor.person if mine else request.form.get("person", "").strip()[:100]
    if person and not is_administrator(person):
        return _page(cause, {"person": NOT_ONE}), 422
    caring = parts().engine.caring(by=g.actor.person)
    try:
        caring.assign(cause, person or None, seen=request.form.get("seen"))
    except AlreadyDone as already:
        return _page(cause, {"person": faster(already)}), 409
    flash(
        "You look after it now." if person == g.actor.person else "It is kept who looks after it."
    )
    return _back(cause)


@blueprint.post(f"{CAUSE}/note")
@permit("operations.act")
def note(cause: str) -> ResponseReturnValue:
    """Keep what was found out."""
    try:
        parts().engine.caring(by=g.actor.person).note(cause, request.form.get("words", ""))
    except OperationRefused as refused:
        return _page(cause, {"words": str(refused)}), 422
    flash("The note is kept.")
    return _back(cause)


def _page(cause: str, wrong: Wrong) -> str:
    incident = back_to()
    return incident_page(incident, wrong) if incident else cause_page(cause, wrong)


def _back(cause: str) -> ResponseReturnValue:
    incident = back_to()
    if incident is not None:
        return redirect(url_for(".incident", incident_id=incident), 303)
    return redirect(url_for(".cause", cause=cause), 303)
