"""Clients of the HTTP API: made, given another token, ended. A token is shown once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from handlers.directory.reading import names
from handlers.directory.roles import ROLES
from web.access.permission import permit
from web.clients import keeping
from web.clients.keeping import ACTS_AS, ClientRefused, Wanted
from web.clients.scopes import CONTENT, ON_THE_SERVER, SCOPES, reads_content
from web.parts import parts

blueprint = Blueprint("operations_clients", __name__)
LIST, ONE = "/operations/clients", "/operations/clients/<client_id>"


@blueprint.get(LIST)
@permit("client.manage")
def overview() -> ResponseReturnValue:
    """Every client there is or was."""
    here = parts()
    with here.database.read() as db:
        rows = keeping.clients(db, here.tenant)
    return render_template(
        "operations/clients/overview.html", clients=rows, now=here.clock.now(), known=SCOPES
    )


@blueprint.get(f"{LIST}/new")
@permit("client.manage")
def new() -> ResponseReturnValue:
    """What a new client is to be."""
    return _form()


@blueprint.post(f"{LIST}/new")
@permit("client.manage")
def make() -> ResponseReturnValue:
    """Make it and show its token, this once."""
    here, reason = parts(), _reason()
    if not reason:
        return _form("reason", "Enter why it is made"), 422
    try:
        wanted = _wanted()
        how = {"by": g.actor.person, "now": here.clock.now(), "reason": reason}
        with here.database.write() as db:
            token = keeping.make(db, here.tenant, wanted, **how)
    except ClientRefused as refused:
        return _form(refused.field, str(refused)), 422
    return _shown_once(wanted.id, token)


@blueprint.get(ONE)
@permit("client.manage")
def client(client_id: str) -> ResponseReturnValue:
    """One client: what it may do, when it was used, and the ways to change that."""
    return _page(client_id)


@blueprint.post(f"{ONE}/renew")
@permit("client.manage")
def renew(client_id: str) -> ResponseReturnValue:
    """Give it another token, shown this once."""
    here, reason = parts(), _reason()
    if not reason:
        return _page(client_id, "renew", "Enter why it gets another token"), 422
    try:
        how = {"by": g.actor.person, "now": here.clock.now(), "reason": reason}
        with here.database.write() as db:
            _refuse_content(keeping.client(db, here.tenant, client_id).scopes)
            token = keeping.renew(db, here.tenant, client_id, **how)
    except ClientRefused as refused:
        return _page(client_id, "renew", str(refused)), 409
    return _shown_once(client_id, token)


@blueprint.post(f"{ONE}/end")
@permit("client.manage")
def end(client_id: str) -> ResponseReturnValue:
    """End it for good."""
    here, reason = parts(), _reason()
    if not reason:
        return _page(client_id, "end", "Enter why it ends"), 422
    how = {"by": g.actor.person, "now": here.clock.now(), "reason": reason}
    with here.database.write() as db:
        keeping.revoke(db, here.tenant, client_id, **how)
    flash("It has ended. Its token is worth nothing from now on.")
    return redirect(url_for("operations_clients.client", client_id=client_id), 303)


def _wanted() -> Wanted:
    form = request.form
    scopes, roles = form.getlist("scopes"), form.getlist("roles")
    _refuse_content(scopes)
    named = form.get("id", "").strip(), form.get("name", "").strip()
    return Wanted(*named, scopes, roles, "for_people" in form, _last_day())


def _refuse_content(scopes: Sequence[str]) -> None:
    if reads_content(scopes):
        raise ClientRefused("scopes", f"{ON_THE_SERVER}.")


def _last_day() -> datetime | None:
    """The end of the day that was entered; None for no end."""
    text = request.form.get("ends_at", "").strip()
    try:
        last = date.fromisoformat(text) if text else None
        return None if last is None else datetime.combine(last, time(), UTC) + timedelta(days=1)
    except (ValueError, OverflowError):
        raise ClientRefused("ends_at", "Enter a day, such as 2027-03-31.") from None


def _reason() -> str:
    return request.form.get("reason", "").strip()[:500]


def _form(field: str = "", sentence: str = "") -> str:
    given = {name: request.form.get(name, "") for name in ("id", "name", "ends_at", "reason")}
    return render_template(
        "operations/clients/new.html",
        given=given,
        chosen={name: request.form.getlist(name) for name in ("scopes", "roles", "for_people")},
        wrong={field: sentence} if field else {},
        problems=[{"text": sentence, "href": f"#{field}"}] if field else [],
        scopes={name: said for name, said in SCOPES.items() if name not in CONTENT},
        on_the_server=ON_THE_SERVER,
        roles=ROLES,
    )


def _page(client_id: str, field: str = "", sentence: str = "") -> str:
    here = parts()
    with here.database.read() as db:
        row = keeping.client(db, here.tenant, client_id)
        known = names(db, here.tenant, [row.created_by, row.revoked_by])
    return render_template(
        "operations/clients/client.html",
        client=row,
        names=known,
        acts_as=ACTS_AS,
        scopes=SCOPES,
        on_the_server=ON_THE_SERVER if reads_content(row.scopes) else "",
        roles=ROLES,
        now=here.clock.now(),
        reason=request.form.get("reason", ""),
        wrong={field: sentence} if field else {},
        problems=[{"text": sentence, "href": f"#{field}-reason"}] if field else [],
    )


def _shown_once(client_id: str, token: str) -> str:
    return render_template("operations/clients/token.html", client_id=client_id, token=token)
