"""Letters for programs: how far each has got, never what it says."""

from __future__ import annotations

from uuid import UUID

from flask import g

from engine.commands.resend import letter_and_job, standing
from engine.queries.posted import Posted, PostedFilters, posted
from engine.queries.slices import Slice
from engine.tables import Mail
from web.api import cursors
from web.api.operation import operation
from web.api.queue_shapes import LetterGiven, LettersAsked, ResendAsked, Resent
from web.api.queues import ACT, READ
from web.api.shapes import Listed, sliced
from web.parts import parts

TAG = "Letters"
OF_JOB = ("attempts", "due_at", "standing")
OWN = [name for name in LetterGiven.model_fields if name not in OF_JOB]


@operation("GET", "/letters", tag=TAG, **READ)
def list_letters(query: LettersAsked) -> Listed[LetterGiven]:
    """Letters, newest first."""
    here = parts()
    filters = PostedFilters(
        query.state or "",
        query.letter or "",
        query.business_key or "",
        [query.recipient] if query.recipient else None,
        query.since,
    )
    after = cursors.place(query.cursor)
    with here.database.read() as db:
        found = posted(db, here.tenant, filters, after, query.limit)
    return sliced(LetterGiven, Slice([_letter(one) for one in found.rows], found.after))


@operation("GET", "/letters/{letter_id}", tag=TAG, **READ)
def read_letter(letter_id: UUID) -> LetterGiven:
    """One letter, without its words."""
    here = parts()
    with here.database.read() as db:
        return _letter(Posted(*letter_and_job(db, here.tenant, letter_id)))


@operation("POST", "/letters/{letter_id}/resend", tag=TAG, **ACT)
def resend_letter(letter_id: UUID, body: ResendAsked) -> Resent:
    """Send a letter again: one that did not go is tried again, one that went is sent twice."""
    acts = parts().engine.queueing(by=g.actor.person, reason=body.reason)
    return Resent(letter_id=acts.resend(letter_id, seen=body.seen))


def _letter(found: Posted) -> LetterGiven:
    mail: Mail = found.mail
    own = {name: getattr(mail, name) for name in OWN}
    job = {"attempts": found.job.attempts, "due_at": found.job.due_at}
    return LetterGiven.model_validate({**own, **job, "standing": standing(mail, found.job)})
