"""Signing in and out."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from web.access.permission import PUBLIC, permit
from web.account import passwords, signing_in
from web.account.history import note, why_refused
from web.account.invented import invented_people
from web.account.limits import limiter, per_minute
from web.parts import parts
from web.single_sign_on.leaving import way_out

blueprint = Blueprint("account", __name__)


@blueprint.get("/sign-in")
@permit(PUBLIC)
def sign_in_page() -> ResponseReturnValue:
    """The sign-in page; in a demo with the invented people."""
    if g.actor is not None:
        return redirect(safe(request.args.get("wanted", "")))
    return _page()


@blueprint.post("/sign-in")
@permit(PUBLIC)
@limiter.limit(per_minute)
def sign_in() -> ResponseReturnValue:
    """Sign in with name and password."""
    here, form = parts(), request.form
    if not here.config.local_accounts:
        abort(404)
    with here.database.read() as db:
        person = passwords.verify(db, here.tenant, form.get("name", ""), form.get("password", ""))
    if person is None or signing_in.load_actor(here, person) is None:
        note(here, *why_refused(here, form.get("name", ""), person), "account")
        return _page(form.get("name", ""), "The name or the password is not right"), 422
    return _enter(person, "account")


@blueprint.post("/sign-in/as")
@permit(PUBLIC)
def sign_in_as() -> ResponseReturnValue:
    """Sign in as an invented person: in a demo only, elsewhere there is no such page."""
    here, person = parts(), request.form.get("person", "")
    if not here.config.demo or signing_in.load_actor(here, person) is None:
        abort(404)
    return _enter(person, "demo")


@blueprint.post("/sign-out")
@permit(PUBLIC)
def sign_out() -> ResponseReturnValue:
    """Sign out here and wherever else this cookie went, and at the provider who signed them in."""
    away = way_out()
    signing_in.sign_out()
    flash("You have signed out.")
    return redirect(away or url_for("account.sign_in_page"), 303)


def _enter(person: str, way: str) -> ResponseReturnValue:
    wanted = safe(request.form.get("wanted", ""))
    signing_in.sign_in(person)
    note(parts(), person, "accepted", way)
    return redirect(wanted, 303)


def _page(name: str = "", problem: str = "") -> str:
    here, who = parts(), request.args.get("who", "")
    people = invented_people(here, who) if here.config.demo else []
    wanted = request.values.get("wanted", "")
    return render_template(
        "account/sign_in.html",
        name=name, problem=problem, people=people, wanted=wanted, who=who,
        local_accounts=here.config.local_accounts, provider=here.config.provider_name,
    )  # fmt: skip


def safe(wanted: str) -> str:
    """A path of our own, never another site's: anything else leads to the inbox."""
    ours = wanted.startswith("/") and wanted.isprintable() and "\\" not in wanted
    return wanted if ours and not urlsplit(wanted).netloc and "//" not in wanted else "/tasks"
