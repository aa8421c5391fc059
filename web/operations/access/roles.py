"""Roles: who holds each, giving one from day to day, and ending it."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.errors import AlreadyDone, NotFound
from handlers.access.foretold import foretold_ending, foretold_giving
from handlers.access.holders import held_roles
from handlers.access.roles import RoleRefused, Wanted, end, give, refuse_giving
from handlers.access.scopes import scopes
from handlers.directory.reading import names, person
from handlers.directory.roles import words
from web.access.permission import permit
from web.operations.access.acting import act, read_day
from web.operations.reasons import MISSING, given_reason
from web.parts import parts

blueprint = Blueprint("operations_access_roles", __name__)
ROLES = "/operations/access/people/<person_id>/roles"


@blueprint.get("/operations/access/roles")
@permit("access.read")
def overview() -> ResponseReturnValue:
    """Every role, and how many people hold it: one, or nobody, is said."""
    here = parts()
    with here.database.read() as db:
        found = held_roles(db, here.tenant)
        known = names(db, here.tenant, [one.only for one in found])
    return render_template(
        "operations/access/roles.html", roles=found, names=known, role_words=words
    )


@blueprint.get(f"{ROLES}/give")
@permit("access.manage")
def ask_give(person_id: str) -> ResponseReturnValue:
    """The form, and once it is filled in what giving the role would do."""
    return _give_page(person_id)


@blueprint.post(f"{ROLES}/give")
@permit("access.manage")
def give_now(person_id: str) -> ResponseReturnValue:
    """Look first at what it would do; give it when that has been seen."""
    here, wanted, reason = parts(), _wanted(person_id), given_reason()
    if wanted is None or not reason:
        wrong = {} if wanted else {"starts_on": "Enter the days as dates"}
        return _give_page(person_id, wrong | ({} if reason else {"reason": MISSING})), 422
    try:
        if request.form.get("seen") != _seen(wanted):
            return _give_page(person_id, {}, _foretold(wanted, reason), _seen(wanted))
        with here.database.write() as db:
            give(db, here.tenant, wanted, act(reason))
    except RoleRefused as refused:
        return _give_page(person_id, {refused.field: str(refused)}), 422
    flash(f"The role {words(wanted.role)} is given.")
    return redirect(url_for("operations_access.one", person_id=person_id), 303)


@blueprint.get(f"{ROLES}/end")
@permit("access.manage")
def ask_end(person_id: str) -> ResponseReturnValue:
    """What ending a role would do."""
    return _end_page(person_id)


@blueprint.post(f"{ROLES}/end")
@permit("access.manage")
def end_now(person_id: str) -> ResponseReturnValue:
    """End it at once."""
    here, reason = parts(), given_reason()
    if not reason:
        return _end_page(person_id, {"reason": MISSING}), 422
    try:
        with here.database.write() as db:
            end(db, here.tenant, _held(person_id), act(reason))
    except (AlreadyDone, RoleRefused) as refused:
        return _end_page(person_id, {"reason": str(refused)}), 409
    flash("The role has ended.")
    return redirect(url_for("operations_access.one", person_id=person_id), 303)


def _seen(wanted: Wanted) -> str:
    """What the sentences on the page were about: only exactly that is given."""
    return f"{wanted.role}/{wanted.scope}/{wanted.starts_on}/{wanted.ends_on or ''}"


def _foretold(wanted: Wanted, reason: str) -> list[str]:
    here = parts()
    with here.database.read() as db:
        refuse_giving(db, here.tenant, wanted, act(reason))
        return foretold_giving(db, here.tenant, wanted)


def _wanted(person_id: str) -> Wanted | None:
    """What the form asks for; None when a day cannot be read."""
    given, today = request.form, act("").today
    first = read_day(given.get("starts_on", "")) if given.get("starts_on") else today
    last = read_day(given.get("ends_on", "")) if given.get("ends_on") else None
    if first is None or (given.get("ends_on") and last is None):
        return None
    return Wanted(person_id, given.get("role", ""), given.get("scope", ""), first, last)


def _held(person_id: str) -> Wanted:
    """The role named in the address."""
    role, scope = request.args.get("role", "")[:40], request.args.get("scope", "")[:80]
    return Wanted(person_id, role, scope, date.min, None)


def _give_page(
    person_id: str,
    wrong: dict[str, str] | None = None,
    sentences: list[str] | None = None,
    seen: str = "",
) -> str:
    here = parts()
    with here.database.read() as db:
        found = person(db, here.tenant, person_id)
        if found is None or not found.active:
            raise NotFound("Nobody of this id works here.")
        known = {one.role: words(one.role) for one in held_roles(db, here.tenant)}
        places = scopes(db, here.tenant)
    return render_template(
        "operations/access/give.html",
        person=found, known=known, scopes=places, wrong=wrong or {}, sentences=sentences,
        today=act("").today, seen=seen,
    )  # fmt: skip


def _end_page(person_id: str, wrong: dict[str, str] | None = None) -> str:
    here, held = parts(), _held(person_id)
    with here.database.read() as db:
        found = person(db, here.tenant, person_id) or abort(404)
        sentences = foretold_ending(db, here.tenant, held)
    return render_template(
        "operations/access/end.html",
        person=found, role=words(held.role), sentences=sentences, wrong=wrong or {},
    )  # fmt: skip
