"""Legal holds: those that stand, placing one, and lifting it."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.errors import AlreadyDone, NotFound
from handlers.directory.reading import names
from handlers.retention import holding
from handlers.retention.holding import ABOUT, HoldRefused, references
from handlers.retention.tables import LegalHold
from web.access.permission import permit
from web.operations.reasons import MISSING, given_reason
from web.parts import parts

blueprint = Blueprint("operations_holds", __name__)
WORDS = {
    "child": "A child",
    "person": "A member of staff",
    "audit": "An audit",
    "all": "Everything",
}


@blueprint.get("/operations/retention/holds")
@permit("retention.read")
def overview() -> ResponseReturnValue:
    """Those that stand, and those that were lifted last."""
    here = parts()
    with here.database.read() as db:
        stand = holding.standing(db, here.tenant)
        over = holding.lifted(db, here.tenant)
        involved = [who for one in (*stand, *over) for who in (one.set_by, one.cleared_by)]
        people = names(db, here.tenant, [*involved, *(one.subject for one in stand)])
        known = references(db, here.tenant, [one.audit_id for one in (*stand, *over)])
    return render_template(
        "operations/retention/holds.html",
        standing=stand, lifted=over, names=people, references=known, words=WORDS,
    )  # fmt: skip


@blueprint.get("/operations/retention/holds/new")
@permit("retention.act")
def ask() -> ResponseReturnValue:
    """What is to be held, and why."""
    return _ask_page({})


@blueprint.post("/operations/retention/holds/new")
@permit("retention.act")
def place() -> ResponseReturnValue:
    """Place it. It takes effect at once."""
    here, reason, given = parts(), given_reason(), request.form
    about = next((one for one in ABOUT if one == given.get("about")), None)
    wrong = {} if about else {"about": "Select what is to be held"}
    if about is None or not reason:
        return _ask_page(wrong | ({} if reason else {"reason": MISSING})), 422
    try:
        with here.database.write() as db:
            holding.place(
                db, here.tenant, about, given.get("subject", "")[:60], by=g.actor.person,
                reason=reason, now=here.clock.now(),
            )  # fmt: skip
    except (HoldRefused, AlreadyDone) as refused:
        return _ask_page({"subject": str(refused)}), 422
    flash("It is on hold from now on.")
    return redirect(url_for(".overview"), 303)


@blueprint.get("/operations/retention/holds/<uuid:hold_id>/lift")
@permit("retention.act")
def ask_lift(hold_id: UUID) -> ResponseReturnValue:
    """What lifting it would do."""
    return _lift_page(hold_id, {})


@blueprint.post("/operations/retention/holds/<uuid:hold_id>/lift")
@permit("retention.act")
def lift(hold_id: UUID) -> ResponseReturnValue:
    """Lift it, with the reason."""
    here, reason = parts(), given_reason()
    if not reason:
        return _lift_page(hold_id, {"reason": MISSING}), 422
    try:
        with here.database.write() as db:
            how = {"by": g.actor.person, "reason": reason}
            holding.lift(db, here.tenant, hold_id, now=here.clock.now(), **how)
    except AlreadyDone as already:
        return _lift_page(hold_id, {"reason": str(already)}), 409
    flash("The hold is lifted.")
    return redirect(url_for(".overview"), 303)


def _ask_page(wrong: dict[str, str]) -> str:
    return render_template("operations/retention/hold.html", words=WORDS, wrong=wrong)


def _lift_page(hold_id: UUID, wrong: dict[str, str]) -> str:
    here = parts()
    with here.database.read() as db:
        row = db.get(LegalHold, (here.tenant, hold_id))
        if row is None:
            raise NotFound("There is no such hold.")
        people = names(db, here.tenant, [row.set_by, row.subject])
        known = references(db, here.tenant, [row.audit_id])
    return render_template(
        "operations/retention/lift.html",
        hold=row, names=people, references=known, words=WORDS, wrong=wrong,
    )  # fmt: skip
