"""Trying one incident again where it has no instance to look at, and closing one by hand."""

from __future__ import annotations

from uuid import UUID

from flask import flash, g, redirect, url_for
from flask.typing import ResponseReturnValue

from engine.errors import AlreadyDone, InstanceClosed, OperationRefused
from web.access.permission import permit
from web.operations.incidents.blueprint import CAUSE, ONE, blueprint
from web.operations.incidents.pages import cause_page, incident_page
from web.operations.incidents.who import faster
from web.operations.reasons import MISSING, given_reason
from web.parts import parts
from web.words import count

HELD_AGAIN = "It was tried again, and is still held up."


@blueprint.post(f"{ONE}/retry")
@permit("operations.act")
def retry(incident_id: UUID) -> ResponseReturnValue:
    """Try again. A reason is needed; it goes into the history."""
    reason = given_reason()
    if not reason:
        return incident_page(incident_id, {"reason": MISSING}), 422
    try:
        gone_on = parts().engine.retry(incident_id, by=g.actor.person, reason=reason)
    except AlreadyDone as already:
        return incident_page(incident_id, {"reason": faster(already)}), 409
    except InstanceClosed as closed:
        return incident_page(incident_id, {"reason": str(closed)}), 409
    flash("It goes on." if gone_on else HELD_AGAIN)
    return redirect(url_for(".incident", incident_id=incident_id), 303)


@blueprint.post(f"{ONE}/resolve")
@permit("operations.act")
def resolve(incident_id: UUID) -> ResponseReturnValue:
    """Close it, when nothing has to be done about it any more."""
    reason = given_reason()
    if not reason:
        return incident_page(incident_id, {"close": MISSING}), 422
    try:
        parts().engine.caring(by=g.actor.person).resolve(incident_id, reason=reason)
    except AlreadyDone as already:
        return incident_page(incident_id, {"close": faster(already)}), 409
    except OperationRefused as refused:
        return incident_page(incident_id, {"close": str(refused)}), 409
    flash("The incident is closed.")
    return redirect(url_for(".incident", incident_id=incident_id), 303)


@blueprint.post(f"{CAUSE}/resolve")
@permit("operations.act")
def resolve_all(cause: str) -> ResponseReturnValue:
    """Close those of a cause that hold up nothing any more."""
    reason = given_reason()
    if not reason:
        return cause_page(cause, {"close": MISSING}), 422
    found = parts().engine.caring(by=g.actor.person).resolve_all(cause, reason=reason)
    kept = f" {count(found.kept, 'incident')} could not be closed." if found.kept else ""
    flash(f"{count(found.closed, 'incident')} closed.{kept}")
    return redirect(url_for(".cause", cause=cause), 303)
