"""The list of letters, and one letter without its words."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from engine.commands.resend import letter_and_job
from engine.queries.audited import about_thing
from engine.queries.posted import Posted, posted
from handlers.directory.reading import names, person
from web.access.permission import permit
from web.operations.letters import wording
from web.operations.letters.listing import Chosen
from web.operations.letters.sending import sending
from web.operations.sheet import AT_ONCE, Lines, flowing
from web.parts import parts

blueprint = Blueprint("operations_letters", __name__)
HEADINGS = ("Letter", "To", "About", "State", "Written", "Handed over", "Attempts", "Answer")


@blueprint.get("/operations/letters")
@permit("operations.read")
def overview() -> ResponseReturnValue:
    """Letters, newest first, and whether they leave at present."""
    here, chosen = parts(), Chosen.of(request.args)
    with here.database.read() as db:
        found = posted(db, here.tenant, chosen.query(db, here.tenant), chosen.after)
        known = names(db, here.tenant, [one.mail.recipient for one in found.rows])
        how = sending(db, here)
    next_page = url_for(".overview", **chosen.address(after=found.after)) if found.after else ""
    return render_template(
        "operations/letters/overview.html",
        list=found, chosen=chosen, names=known, how=how, words=wording, next_page=next_page,
    )  # fmt: skip


@blueprint.get("/operations/letters.csv")
@permit("operations.read")
def as_sheet() -> ResponseReturnValue:
    """The same list, to take away."""
    here, chosen = parts(), Chosen.of(request.args)

    def more(db: Session, after: str | None) -> tuple[Lines, str | None]:
        found = posted(db, here.tenant, chosen.query(db, here.tenant), after, AT_ONCE)
        known = names(db, here.tenant, [one.mail.recipient for one in found.rows])
        return [_line(one, known) for one in found.rows], found.after

    return flowing("letters.csv", HEADINGS, more)


@blueprint.get("/operations/letters/<uuid:mail_id>")
@permit("operations.read")
def letter(mail_id: UUID) -> ResponseReturnValue:
    """How far one letter has got, and what was done about it."""
    here = parts()
    with here.database.read() as db:
        one = Posted(*letter_and_job(db, here.tenant, mail_id))
        done = about_thing(db, here.tenant, str(mail_id))
        reader = person(db, here.tenant, one.mail.recipient)
        known = names(db, here.tenant, [line.by for line in done])
    return render_template(
        "operations/letters/letter.html",
        one=one, reader=reader, done=done, names=known, words=wording,
    )  # fmt: skip


def _line(one: Posted, known: dict[str, str]) -> tuple[object, ...]:
    mail = one.mail
    return (
        mail.letter,
        known.get(mail.recipient, mail.recipient),
        mail.business_key,
        wording.STATES[mail.state],
        mail.created_at.isoformat(),
        mail.sent_at.isoformat() if mail.sent_at else "",
        one.job.attempts,
        mail.answer or "",
    )
