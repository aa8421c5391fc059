"""Looking at every seal: begun here, done by the worker, told here."""

from __future__ import annotations

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from engine.commands.verify import begin_verification
from engine.errors import AlreadyDone
from engine.queries.verifications import verifications
from handlers.directory.reading import names
from web.access.permission import permit
from web.parts import parts

blueprint = Blueprint("operations_verify", __name__)


@blueprint.get("/operations/audit-log/verify")
@permit("audit_log.read")
def overview() -> ResponseReturnValue:
    """The latest looks, and what did not hold."""
    here = parts()
    with here.database.read() as db:
        found = verifications(db, here.tenant)
        known = names(db, here.tenant, [one.begun_by for one in found])
    running = any(one.ended_at is None for one in found)
    return render_template(
        "operations/audit_log/verify.html", list=found, names=known, running=running
    )


@blueprint.post("/operations/audit-log/verify")
@permit("audit_log.read")
def begin() -> ResponseReturnValue:
    """Begin one. It changes nothing, so it needs no reason."""
    here = parts()
    try:
        begin_verification(here.engine.context, by=g.actor.person)
        here.dispatcher.wake()
        flash("Every seal is being looked at. This page says how far that is.")
    except AlreadyDone as already:
        flash(str(already))
    return redirect(url_for(".overview"), 303)
