"""Whose work account is linked with somebody, and undoing it so that another can be theirs."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from handlers.directory.reading import person
from web.access.permission import permit
from web.account import sign_ins
from web.operations.access.acting import act
from web.operations.reasons import MISSING, given_reason
from web.parts import parts
from web.single_sign_on.people import linked, unlink

blueprint = Blueprint("operations_access_work_account", __name__)
FORETOLD = (
    "They are signed out everywhere.",
    "The work account that next signs in with their address or staff number is theirs.",
    "Their roles stay as they are until then.",
)


@blueprint.get("/operations/access/people/<person_id>/unlink")
@permit("access.manage")
def ask(person_id: str) -> ResponseReturnValue:
    """What undoing the link would do."""
    return _page(person_id)


@blueprint.post("/operations/access/people/<person_id>/unlink")
@permit("access.manage")
def undo(person_id: str) -> ResponseReturnValue:
    """Undo it."""
    here, reason = parts(), given_reason()
    if not reason:
        return _page(person_id, {"reason": MISSING}), 422
    with here.database.write() as db:
        found = unlink(db, here.tenant, person_id, act(reason))
        sign_ins.end_all(db, here.tenant, person_id)
    flash("The link is undone." if found else "It was undone already.")
    return redirect(url_for("operations_access.one", person_id=person_id), 303)


def _page(person_id: str, wrong: dict[str, str] | None = None) -> str:
    here = parts()
    with here.database.read() as db:
        found = person(db, here.tenant, person_id) or abort(404)
        link = linked(db, here.tenant, person_id) or abort(404)
    return render_template(
        "operations/access/unlink.html", person=found, link=link, sentences=FORETOLD,
        wrong=wrong or {},
    )  # fmt: skip
