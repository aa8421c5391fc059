"""Incidents in words: what kind of trouble it is, and what usually helps."""

from __future__ import annotations

from collections.abc import Mapping

from engine.tables import AuditLog, Incident, Job

KINDS: Mapping[str, str] = {
    "expression": "An expression cannot be worked out",
    "decision": "A decision cannot be made",
    "handler": "A service failed",
    "error": "An error that nothing catches",
    "budget": "It never comes to rest",
    "stalled": "Nothing would ever move it",
    "unreadable": "It cannot be opened",
    "timer": "A timer could not go off",
    "message": "A message could not be brought",
    "signal": "A signal could not be brought",
    "start": "An instance could not begin",
    "switch": "A version could not come into force",
    "carry": "An instance could not be carried over",
    "mail": "A letter did not go",
    "mail_server": "The mail server cannot be used",
    "batch": "A batch could not go on",
    "verify": "The seals could not be looked at",
    "count": "What is past its time could not be counted",
}
WRONG_DATA = (
    "Look at what the sentence misses. If a variable is wrong, change it when you try again. If "
    "the diagram or a table is wrong, have it corrected and carry the instances over to the new "
    "version, then try again."
)
OTHER_SYSTEM = (
    "Put right what it needs: a setting, a file, another system. Then try again. If it cannot be "
    "put right, go on without the step."
)
MOVE = (
    "Move it to another place, change the variable it waits for, or cancel it. Have the diagram "
    "corrected, so that it does not happen to others."
)
REMEDIES: Mapping[str, str] = {
    "expression": WRONG_DATA,
    "decision": WRONG_DATA,
    "handler": OTHER_SYSTEM,
    "error": "Have the diagram corrected so that the error is caught, then begin again what is "
    "still needed.",
    "budget": "Have the loop in the diagram corrected, carry the instances over to the new "
    "version, then try again. Or cancel them.",
    "stalled": MOVE,
    "unreadable": "Export it for support at its own page. Once a release can open it, try again; "
    "or cancel it. Everything else goes on.",
    "timer": "Put right what comes after the timer, then try again.",
    "message": "Put right what comes after the message, then try again.",
    "signal": "Put right what comes after the signal, then try again.",
    "start": "Put right what the process does first, then try again.",
    "switch": "Look at the version in the studio, then try again.",
    "carry": "Look at why at the instance, then try again.",
    "mail": "Correct the address in the directory or the mail settings, then try again; or send "
    "it from its own page. If its reader was told in another way, close the incident.",
    "mail_server": "See to the mail server and to the mail settings. Letters wait and go by "
    "themselves once it can be used; nothing is lost.",
    "batch": "Look at the batch, then try again.",
    "verify": "Try again. If it fails again, look at the server's log.",
    "count": "Try again. If it fails again, look at the server's log. Nothing waits for it.",
}
RETRY = (
    "It is tried again at once, from where it is held up. Nothing that was done is done twice.",
    "If it fails again, it is held up as before, and the incident stays open or opens again.",
)
DONE: Mapping[str, str] = {
    "incident.note": "Noted something",
    "incident.resolve": "Closed by hand",
    "retry": "Tried again",
}
HEADINGS = (
    "What is wrong", "Kind", "Process", "Element", "Incidents", "Instances", "First", "Last",
    "Looked after by",
)  # fmt: skip
INCIDENT_HEADINGS = (
    "Reference", "Instance", "State", "Since", "Last", "Times", "Resolved", "Resolved by", "Why",
)  # fmt: skip


def kind(name: str) -> str:
    """What kind of trouble it is."""
    return KINDS.get(name, "Something went wrong")


def remedy(name: str) -> str:
    """What usually helps."""
    return REMEDIES.get(name, OTHER_SYSTEM)


def act(line: AuditLog, names: Mapping[str, str]) -> str:
    """What was done, of a line of the audit log."""
    if line.action != "incident.assign":
        return DONE.get(line.action, line.action)
    person = line.detail.get("person")
    return f"Given to {names.get(person, person)}" if person else "Given to nobody"


def technical(row: Incident, job: Job | None) -> list[tuple[str, str]]:
    """What support asks for, as pairs of words: ids and counts, never a value."""
    told: list[tuple[str, object]] = [
        ("Incident", row.id),
        ("Cause", row.cause),
        ("Kind", row.kind),
        ("Element", row.element_id),
        ("Position", row.task_id),
        ("Job", row.job_id),
    ]
    if job is not None:
        told += [("Kind of job", job.kind), ("State of the job", job.state)]
        told += [("Attempts", job.attempts), ("Last error of the job", job.last_error)]
    return [(name, str(value)) for name, value in told if value not in (None, "")]
