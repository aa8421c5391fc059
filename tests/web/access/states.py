"""What is answered about a thing, by whose it is and how it stands: written by hand, beside the
code, as `expected.py` is.

A thing's state: `own` is with the person who asks, `others` with somebody else, `for a role` with
nobody, waiting for the librarians; `closed` is over.
What an administrator may look at at all is the same in every state, and masked in all of them.
An answer: `shown` (a page, a form, a redirect within), `hidden` (404: its address must not tell
that it exists), `refused` (403: the role is missing).
"""

from __future__ import annotations

from tests.web.access.expected import EXPECTED

STATES = ("own", "own closed", "others", "others closed", "for a role")
# Things that have a state, by the name of their id in an address.
THINGS = (
    "user_task_id",
    "unmasking_id",
    "instance_id",
    "mail_id",
    "letter_id",
    "job_id",
    "person_id",
    "incident_id",
    "cause",
)
# Whatever else stands in an address, and why it has no states here.
ALIKE = {
    **dict.fromkeys(("reference", "document_id"), "an audit: test_audits.py has its states"),
    **dict.fromkeys(("offer_id", "submission_id"), "theirs: tests/web/offers, tests/web/requests"),
    **dict.fromkeys(("period", "area"), "figures of one's places: tests/web/reports"),
    **dict.fromkeys(("cover_id", "search_id"), "whose it is, is asked when it is ended"),
    **dict.fromkeys(("batch_id", "client_id", "erasure_id", "hold_id"), "the role alone decides"),
    **dict.fromkeys(("change_id", "play_id", "simulation_id", "beside"), "the role alone decides"),
    **dict.fromkeys(("bundle_key", "deployment_id", "process_key", "version"), "no secret"),
    **dict.fromkeys(("queue", "month"), "the role alone decides"),
    **dict.fromkeys(("element", "filename", "key", "kind", "name"), "a place in another thing"),
    **dict.fromkeys(("number", "part", "path", "side", "which"), "a place in another thing"),
}
THEIRS = {
    "own": "shown",
    "own closed": "shown",
    "others": "hidden",
    "others closed": "hidden",
    "for a role": "hidden",
}
# Whoever holds the role sees what waits for the role.
BY_ROLE = {("librarian", "user_task_id", "for a role"): "shown"}
# Even what is one's own is nothing without the role, and then it is as if it were not there.
ONLY_WITH = {"unmasking_id": "admin"}
# In the mailbox of a demonstration everybody reads everything; it is nowhere else.
EVERYBODYS = {"mailbox.letter"}


def answer(endpoint: str, thing: str, role: str, state: str) -> str:
    """What somebody with only this role is answered about a thing in this state."""
    standing = EXPECTED[endpoint]
    if standing in ("everyone", "signed_in"):
        return "shown"
    if standing != "theirs":
        return "shown" if role in standing.split() else "refused"
    if ONLY_WITH.get(thing, role) != role:
        return "hidden"
    return BY_ROLE.get((role, thing, state), THEIRS[state])
