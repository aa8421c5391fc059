"""Choose an operation, see what it would do, do it with a reason, take it back."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine import queries
from engine.acting import ACTS, Kind, perform, stands
from engine.errors import OutOfDate, PlumblineError
from web.access.permission import permit
from web.operations.acting import wording
from web.operations.acting.asked import Fields, Wrong
from web.operations.acting.done import last_of
from web.operations.acting.looking import look
from web.operations.acting.pages import Page, number
from web.operations.acting.people import finder
from web.operations.reasons import MISSING, given_reason
from web.operations.versions import process_name
from web.parts import parts

blueprint = Blueprint("operations_acting", __name__)
AT = "/operations/instances/<uuid:instance_id>/act"


@blueprint.get(AT)
@permit("operations.act")
def choose(instance_id: UUID) -> ResponseReturnValue:
    """Everything that can be done to the instance as it stands, place by place."""
    here = parts()
    with here.database.read() as db:
        standing = stands(here.engine.context, db, instance_id)
        held = queries.IncidentFilters(instance_id=instance_id)
        incidents = queries.incidents(db, here.tenant, held).rows
        last = last_of(db, here.tenant, instance_id)
    return render_template(
        "operations/acting/choose.html",
        standing=standing, incidents=incidents, last=last, words=wording,
        name=process_name(here, standing.row),
    )  # fmt: skip


@blueprint.get(f"{AT}/<kind>")
@permit("operations.act")
def ask(instance_id: UUID, kind: str) -> ResponseReturnValue:
    """What has to be said for one operation; at once what it would do, if that is nothing."""
    page = Page(instance_id, Fields(_kind(kind), request.args))
    return page.shown() if page.asks else _looked_at(page)


@blueprint.post(f"{AT}/<kind>")
@permit("operations.act")
def act(instance_id: UUID, kind: str) -> ResponseReturnValue:
    """See what it would do; or do it, which needs a reason and what was seen."""
    page = Page(instance_id, Fields(_kind(kind), request.form))
    if request.form.get("step") == "change":
        return page.shown()
    return _done(page) if request.form.get("step") == "do" else _looked_at(page)


@blueprint.get(f"{AT}/done")
@permit("operations.act")
def done(instance_id: UUID) -> ResponseReturnValue:
    """The last operation: what it did, and taking it back."""
    here = parts()
    with here.database.read() as db:
        row = queries.instance(db, here.tenant, instance_id)
        last = last_of(db, here.tenant, instance_id)
    shown = {"row": row, "last": last, "words": wording, "name": process_name(here, row)}
    return render_template("operations/acting/done.html", **shown)


def _kind(kind: str) -> Kind:
    if kind not in ACTS:
        abort(404)
    return kind


def _looked_at(page: Page) -> ResponseReturnValue:
    here = parts()
    try:
        with here.database.read() as db:
            wanted = page.fields.act(here.clock.now(), finder(db, here.tenant))
    except Wrong as wrong:
        return page.shown(wrong.problems), 422
    found = look(here, page.instance_id, wanted, g.actor.person)
    return page.confirm(found), 409 if found.refused else 200


def _done(page: Page) -> ResponseReturnValue:
    here, reason = parts(), given_reason()
    try:
        with here.database.read() as db:
            wanted = page.fields.act(here.clock.now(), finder(db, here.tenant))
    except Wrong as wrong:
        return page.shown(wrong.problems), 422
    if not reason:
        found = look(here, page.instance_id, wanted, g.actor.person)
        return page.confirm(found, {"reason": MISSING}), 422
    operating = here.engine.operating(by=g.actor.person, reason=reason, seen=number("seen"))
    try:
        perform(here.engine.context, operating, page.instance_id, wanted)
    except OutOfDate:
        found = look(here, page.instance_id, wanted, g.actor.person)
        return page.confirm(found, moved=True), 409
    except PlumblineError as refused:
        return page.shown({"refused": str(refused)}), 409
    return redirect(url_for(".done", instance_id=page.instance_id), 303)
