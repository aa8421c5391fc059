"""The page of the first set-up: there while nobody is an administrator and a code waits."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from handlers.access.first import FIRST_SET_UP, administered, first_administrator
from handlers.access.people import Newcomer, PersonRefused
from handlers.access.roles import Act
from web.access.permission import PUBLIC, permit
from web.account import first_code, passwords, signing_in
from web.account.history import note
from web.account.limits import limiter, per_minute
from web.parts import Parts, parts
from web.wiring import settings
from web.words import local

blueprint = Blueprint("first_administrator", __name__)
WRONG_CODE = "This is not the code, or it has run out: plumbline user first-admin prints another"
NOT_THE_SAME = "The two passwords are not the same"


@blueprint.get("/first-administrator")
@permit(PUBLIC)
def ask() -> ResponseReturnValue:
    """The form. It is not there once there is an administrator."""
    _while_there_is_none()
    return _page()


@blueprint.post("/first-administrator")
@permit(PUBLIC)
@limiter.limit(per_minute)
def make() -> ResponseReturnValue:
    """Make them. With a local account they are signed in; otherwise by their work account."""
    _while_there_is_none()
    here, form = parts(), request.form
    wanted = Newcomer(*(form.get(field, "").strip()[:254] for field in ("id", "name", "email")))
    local_account = here.config.local_accounts
    if local_account and form.get("password") != form.get("again"):
        return _page({"again": NOT_THE_SAME}), 422
    try:
        with here.database.write() as db:
            _made(db, here, wanted, form.get("password", "") if local_account else None)
    except PersonRefused as refused:
        return _page({refused.field: str(refused)}), 422
    except passwords.PasswordRefused as refused:
        return _page({"password": str(refused)}), 422
    return _enter(here, wanted.id) if local_account else _to_sign_in()


def _made(db: Session, here: Parts, wanted: Newcomer, password: str | None) -> None:
    """All of it or nothing: what is refused leaves the code to be used again."""
    now = here.clock.now()
    if not first_code.take(db, here.tenant, request.form.get("code", ""), now):
        raise PersonRefused("code", WRONG_CODE)
    act = Act(FIRST_SET_UP, FIRST_SET_UP, now, local(now).date())
    row = first_administrator(db, here.tenant, wanted, act, settings(here.config).allows)
    if password is not None:
        passwords.set_password(db, here.tenant, row.email, row.id, password, now)


def _enter(here: Parts, person: str) -> ResponseReturnValue:
    signing_in.sign_in(person)
    note(here, person, "accepted", "account")
    flash("You are the administrator. Give others their roles.")
    return redirect(url_for("operations_access.overview"), 303)


def _to_sign_in() -> ResponseReturnValue:
    flash("You are the administrator. Sign in with your work account.")
    return redirect(url_for("account.sign_in_page"), 303)


def _while_there_is_none() -> None:
    here = parts()
    with here.database.read() as db:
        if administered(db, here.tenant) or not first_code.waits(db, here.tenant, here.clock.now()):
            abort(404)


def _page(wrong: dict[str, str] | None = None) -> str:
    local_accounts = parts().config.local_accounts
    return render_template("account/first.html", wrong=wrong or {}, local_accounts=local_accounts)
