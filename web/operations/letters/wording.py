"""What became of a letter, and what would become of it, in sentences."""

from __future__ import annotations

from collections.abc import Mapping

from engine.commands.resend import OVER, why_not
from engine.errors import OperationRefused
from engine.jobs import MAX_ATTEMPTS
from engine.queries.posted import Posted
from web.words import moment

STATES: Mapping[str, str] = {
    "queued": "Queued",
    "sending": "Being handed over",
    "sent": "Handed over",
    "refused": "Refused",
    "gave_up": "Gave up",
    "kept": "Kept here",
}
KINDS: Mapping[str, str] = {
    "queued": "blue",
    "sending": "blue",
    "sent": "green",
    "refused": "red",
    "gave_up": "red",
    "kept": "grey",
}
CHOICES: Mapping[str, str] = {"": "All", "not_arrived": "Not handed over yet, or never", **STATES}


def told(one: Posted) -> str:
    """How far a letter has got, as far as that is known: never more."""
    at = moment(one.mail.sent_at)
    sentences = {
        "sent": f"The mail server took it on {at}. Whether it was read is not known here.",
        "kept": f"It was kept here on {at}. Nothing was sent, as letters are not sent from here.",
        "refused": f"It will never be taken as it is. {_answer(one)}",
        "gave_up": f"It was tried {one.job.attempts} times and never taken. {_answer(one)}",
        "sending": "It is being handed over to the mail server at this moment.",
    }
    return sentences.get(one.mail.state) or _queued(one)


def foretold(one: Posted, address: str, sends: bool) -> list[str]:
    """What sending it again would do. `address` is where its reader is reached today."""
    if one.mail.state in OVER:
        first = f"A copy with a new number is queued for {address}. Its reader has it twice then."
    else:
        first = f"It is queued again for {address}, under the same number."
    then = (
        "It is tried at once, and up to "
        f"{MAX_ATTEMPTS} times over the next two days while the mail server will not take it."
    )
    kept = "Letters are not sent from here: it is kept, and readable in the mailbox."
    return [first, then if sends else kept]


def refusal(one: Posted) -> OperationRefused | None:
    """Why it cannot be sent again at present, or None."""
    return why_not(one.mail, one.job)


def _queued(one: Posted) -> str:
    if not one.waits:
        return "It waits for its first attempt."
    tried = f"It was tried {one.job.attempts} of {MAX_ATTEMPTS} times."
    return f"{tried} Next attempt: {moment(one.job.due_at)}. {_answer(one)}"


def _answer(one: Posted) -> str:
    return one.mail.answer or one.job.last_error or ""
