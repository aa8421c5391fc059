"""Letters for programs: how far each has got, never what it says."""

from __future__ import annotations

from uuid import UUID

from engine.commands.resend import letter_and_job, standing
from engine.errors import OperationRefused
from engine.queries.posted import Posted, PostedFilters, posted
from engine.queries.slices import Slice
from engine.tables import Mail
from web.api import cursors
from web.api.operation import operation
from web.api.queue_shapes import (
    LetterGiven,
    LettersAsked,
    ResendAsked,
    Resent,
    TestLetterAsked,
    TestLetterGiven,
)
from web.api.queues import ACT, READ
from web.api.shapes import Listed, sliced
from web.operations.letters.going import send_again
from web.operations.letters.trying import tried
from web.parts import parts
from web.wiring import smtp

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
    """Send a letter again: one that did not go is tried again, one that went is sent twice.

    With an `address` that is put right in the directory first, if it is the reader's own.
    """
    said = {"reason": body.reason, "address": body.address, "seen": body.seen}
    return Resent(letter_id=send_again(letter_id, **said))


@operation("POST", "/letters/test", tag=TAG, **ACT)
def send_test_letter(body: TestLetterAsked) -> TestLetterGiven:
    """Send a test letter, and see how the way to the mail server was protected."""
    server = smtp(parts().config)
    if server is None:
        raise OperationRefused("There is no mail server here.", "Name one in the settings.")
    return TestLetterGiven.model_validate(tried(server, body.to))


def _letter(found: Posted) -> LetterGiven:
    mail: Mail = found.mail
    own = {name: getattr(mail, name) for name in OWN}
    job = {"attempts": found.job.attempts, "due_at": found.job.due_at}
    return LetterGiven.model_validate({**own, **job, "standing": standing(mail, found.job)})
