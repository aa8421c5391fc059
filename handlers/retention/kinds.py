"""The kinds of record there are, and what a schedule may say of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """`words` name it to people; the schedule's row has one of `counts_from` and one of `then`."""

    key: str
    words: str
    counts_from: tuple[str, ...]
    then: tuple[str, ...]


def _swept(key: str, words: str, *counts_from: str) -> Kind:
    """Rows that are removed one by one when their time is over."""
    return Kind(key, words, counts_from or ("end",), ("erase", "keep"))


def _audit(key: str, words: str) -> Kind:
    """What is erased once somebody has approved it; numbers stay."""
    return Kind(key, words, ("end",), ("erase_keep_numbers", "keep"))


def _kept(key: str, words: str) -> Kind:
    """What is never erased by its age."""
    return Kind(key, words, ("never",), ("keep",))


AUDITS = ("concluded", "discounted", "cancelled")
SUBJECT_ACCESS = "subject_access"
KINDS: Mapping[str, Kind] = {
    one.key: one
    for one in (
        _audit("concluded", "Audits that were concluded: forms, letters, documents"),
        _audit("discounted", "Audits that were discounted, with their drafts"),
        _audit("cancelled", "Audits that were cancelled, with their drafts"),
        _swept(SUBJECT_ACCESS, "Requests for what is held, with the file", "answer"),
        _swept("draft", "Words that were never sent", "last_change"),
        _swept("case_list", "Closed cases without an audit, and lists that were published"),
        _swept("letter", "Letters that belong to no process", "happening"),
        _swept("absence", "Absences, dispensations, cover and who carried on"),
        _swept("appointment", "Roles that were given by hand"),
        _swept("sign_in", "Sign-ins and attempts", "happening"),
        _swept("session", "Who is signed in", "last_use"),
        _swept("unmasking", "Content that was shown to an administrator"),
        _swept("incident", "Incidents that are over, and notes on them"),
        _swept("job", "Jobs that are done"),
        _swept("answer_to_program", "Answers that programs were given", "happening"),
        _swept("trial", "Simulations, trial runs and checks of seals"),
        Kind("person", "People, their accounts and identities", ("leaving",), ("erase_by_hand",)),
        _kept("history", "Histories: steps, names and dates, no words"),
        _kept("audit_log", "The audit log"),
        _kept("disposal", "Holds, disposals and erasures"),
        _kept("policy", "Versions of the policy, and who changed it"),
        _kept("numbers", "Anonymous numbers and reports"),
    )
}  # fmt: skip
# A record of the register that belongs to an audit follows the audit's own kind.
OF_AUDITS = "audit"
