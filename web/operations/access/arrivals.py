"""Somebody comes, leaves, or is signed out everywhere."""

from __future__ import annotations

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.errors import AlreadyDone
from engine.history import append_audit_log
from handlers.access.foretold import foretold_leaving
from handlers.access.people import Newcomer, PersonRefused, add, leave
from handlers.access.reading import teams
from handlers.directory.reading import person
from handlers.intake.taking import look_around
from web.access.permission import permit
from web.account import sign_ins
from web.operations.access.acting import act
from web.operations.reasons import MISSING, given_reason
from web.parts import parts
from web.wiring import settings

blueprint = Blueprint("operations_access_people", __name__)
FIELDS = ("id", "name", "email", "team", "line_manager")


@blueprint.get("/operations/access/people/new")
@permit("access.manage")
def ask_new() -> ResponseReturnValue:
    """The form for somebody new."""
    return _new_page()


@blueprint.post("/operations/access/people/new")
@permit("access.manage")
def new() -> ResponseReturnValue:
    """Add them. They have no role yet, and can sign in once they have an account."""
    here, reason = parts(), given_reason()
    given = {field: request.form.get(field, "").strip()[:254] for field in FIELDS}
    if not reason:
        return _new_page({"reason": MISSING}), 422
    wanted = Newcomer(
        given["id"], given["name"], given["email"], given["team"] or None,
        given["line_manager"] or None,
    )  # fmt: skip
    try:
        with here.database.write() as db:
            add(db, here.tenant, wanted, act(reason), settings(here.config).allows)
    except PersonRefused as refused:
        return _new_page({refused.field: str(refused)}), 422
    flash(f"{wanted.name} is added. Give them a role.")
    return redirect(url_for("operations_access.one", person_id=wanted.id), 303)


@blueprint.get("/operations/access/people/<person_id>/leave")
@permit("access.manage")
def ask_leave(person_id: str) -> ResponseReturnValue:
    """What their leaving would do."""
    return _leave_page(person_id)


@blueprint.post("/operations/access/people/<person_id>/leave")
@permit("access.manage")
def leave_now(person_id: str) -> ResponseReturnValue:
    """They work here no longer."""
    here, reason = parts(), given_reason()
    if not reason:
        return _leave_page(person_id, {"reason": MISSING}), 422
    try:
        with here.database.write() as db:
            leave(db, here.tenant, person_id, act(reason))
            sign_ins.end_all(db, here.tenant, person_id)
        look_around(here.engine, by=g.actor.person)
    except (AlreadyDone, PersonRefused) as refused:
        return _leave_page(person_id, {"reason": str(refused)}), 409
    flash("They work here no longer.")
    return redirect(url_for("operations_access.one", person_id=person_id), 303)


@blueprint.post("/operations/access/people/<person_id>/sign-out")
@permit("access.manage")
def sign_out(person_id: str) -> ResponseReturnValue:
    """Sign somebody out everywhere. Harmless: they can sign in again."""
    here, how = parts(), act("")
    with here.database.write() as db:
        if person(db, here.tenant, person_id) is None:
            abort(404)
        sign_ins.end_all(db, here.tenant, person_id)
        append_audit_log(
            db, here.tenant, at=how.now, by=how.by, action="person.sign_out", about=person_id
        )
    flash("They are signed out everywhere.")
    return redirect(url_for("operations_access.one", person_id=person_id), 303)


def _new_page(wrong: dict[str, str] | None = None) -> str:
    here = parts()
    with here.database.read() as db:
        known = teams(db, here.tenant)
    return render_template("operations/access/new.html", teams=known, wrong=wrong or {})


def _leave_page(person_id: str, wrong: dict[str, str] | None = None) -> str:
    here = parts()
    with here.database.read() as db:
        found = person(db, here.tenant, person_id) or abort(404)
        sentences = foretold_leaving(db, here.tenant, person_id)
    return render_template(
        "operations/access/leave.html", person=found, sentences=sentences, wrong=wrong or {}
    )
