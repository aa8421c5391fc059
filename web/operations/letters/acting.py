"""What can be done with letters: sent again, with a right address, stopped, let go on."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.commands.resend import letter_and_job, standing
from engine.errors import AlreadyDone, OperationRefused, OutOfDate
from engine.queries.posted import Posted
from engine.tables import QueuePause
from handlers.directory.correcting import AddressRefused
from handlers.directory.reading import address_of, names, person
from web.access.permission import permit
from web.operations.letters import wording
from web.operations.letters.going import send_again
from web.operations.letters.sending import QUEUE
from web.operations.reasons import MISSING, given_reason
from web.parts import parts

blueprint = Blueprint("operations_letter_acts", __name__)


@blueprint.get("/operations/letters/<uuid:mail_id>/again")
@permit("operations.act")
def ask_again(mail_id: UUID) -> ResponseReturnValue:
    """What sending a letter again would do."""
    return _again_page(mail_id)


@blueprint.post("/operations/letters/<uuid:mail_id>/again")
@permit("operations.act")
def again(mail_id: UUID) -> ResponseReturnValue:
    """Send it again; with a new address, that is put right in the directory first."""
    reason = given_reason()
    if not reason:
        return _again_page(mail_id, {"reason": MISSING}), 422
    try:
        said = {"reason": reason, "seen": request.form.get("seen", "")}
        going = send_again(mail_id, address=request.form.get("address", "").strip(), **said)
    except AddressRefused as refused:
        return _again_page(mail_id, {"address": str(refused)}), 422
    except (OutOfDate, OperationRefused) as refused:
        return _again_page(mail_id, {"reason": str(refused)}), 409
    flash("The letter is queued.")
    return redirect(url_for("operations_letters.letter", mail_id=going), 303)


@blueprint.get("/operations/letters/sending")
@permit("operations.act")
def ask_sending() -> ResponseReturnValue:
    """What stopping the letters, or letting them go on, would do."""
    return _sending_page()


@blueprint.post("/operations/letters/sending")
@permit("operations.act")
def change_sending() -> ResponseReturnValue:
    """Stop them, or let them go on."""
    reason, wanted = given_reason(), request.form.get("act", "")
    if not reason:
        return _sending_page({"reason": MISSING}), 422
    queues = parts().engine.queueing(by=g.actor.person, reason=reason)
    try:
        queues.pause(QUEUE) if wanted == "stop" else queues.go_on(QUEUE)
    except AlreadyDone as already:
        return _sending_page({"reason": str(already)}), 409
    flash("Letters wait until they are let go on." if wanted == "stop" else "Letters go again.")
    return redirect(url_for("operations_letters.overview"), 303)


def _again_page(mail_id: UUID, wrong: dict[str, str] | None = None) -> str:
    here = parts()
    with here.database.read() as db:
        mail, job = letter_and_job(db, here.tenant, mail_id)
        reader = person(db, here.tenant, mail.recipient)
    one = Posted(mail, job)
    today = address_of(here.database, here.tenant)(mail.recipient) or mail.address
    sends = bool(here.config.text("SMTP_HOST"))
    return render_template(
        "operations/letters/again.html",
        one=one,
        reader=reader,
        address=today,
        sentences=wording.foretold(one, today, sends),
        refusal=wording.refusal(one),
        seen=standing(mail, job),
        wrong=wrong or {},
        words=wording,
    )


def _sending_page(wrong: dict[str, str] | None = None) -> str:
    here = parts()
    with here.database.read() as db:
        paused = db.get(QueuePause, (here.tenant, QUEUE))
        by = names(db, here.tenant, [paused.by if paused else None])
    return render_template(
        "operations/letters/sending.html", paused=paused, names=by, wrong=wrong or {}
    )
