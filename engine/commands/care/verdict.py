"""Whether an incident may be closed by hand: never while it is what keeps something in sight."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from engine.context import Context
from engine.errors import InstanceUnreadable
from engine.tables import Incident, Job, ProcessInstance
from engine.transition import restored
from engine.transition.change import Rest

OPEN = ("active", "suspended")
HELD = (
    "It holds up an instance that would stand still unseen without it.",
    "Try again, go on without the step, move it to another place, or cancel the instance.",
)
WORK = (
    "Work of the service itself waits with it and would be left undone unseen.",
    "Try again, or cancel it where it was begun.",
)
OVER = ("It is resolved already.", "There is nothing left to do.")
# Jobs that may be given up: what each then leaves undone.
GIVEN_UP = {
    "mail": "The letter is not tried again by itself. It can still be sent from its own page.",
    "message": "The message is not brought to the instance any more.",
    "signal": "The signal is not brought to those who wait for it any more.",
    "start": "The instance that was to begin does not begin.",
}
CLOSED = "The incident is closed, and the reason is kept."
GONE_ON = "What it held up has gone on or has ended: nothing else changes."
NO_INSTANCE = "It holds up no instance. If its cause lasts, it opens again."


@dataclass(frozen=True)
class Verdict:
    """`refused` and `remedy` say why it may not be closed, "" when it may; then `sentences` say
    what closing it means."""

    refused: str = ""
    remedy: str = ""
    sentences: tuple[str, ...] = ()


def judge(context: Context, session: Session, incident: Incident) -> Verdict:
    """As things stand in the transaction of `session`."""
    if incident.state != "open":
        return Verdict(*OVER)
    job = waiting_job(session, incident)
    if job is not None and job.kind in GIVEN_UP:
        return Verdict(sentences=(CLOSED, GIVEN_UP[job.kind]))
    open_ = _instance_is_open(session, incident)
    if job is not None and (open_ or incident.instance_id is None):
        return Verdict(*(HELD if open_ else WORK))
    if open_ and _is_there_still(context, session, incident):
        return Verdict(*HELD)
    return Verdict(sentences=(CLOSED, GONE_ON if incident.instance_id else NO_INSTANCE))


def waiting_job(session: Session, incident: Incident) -> Job | None:
    """The job that waits for the incident to be retried, if one does."""
    if incident.job_id is None:
        return None
    row = session.get(Job, (incident.tenant_id, incident.job_id))
    return row if row is not None and row.state == "incident" else None


def _instance_is_open(session: Session, incident: Incident) -> bool:
    if incident.instance_id is None:
        return False
    row = session.get(ProcessInstance, (incident.tenant_id, incident.instance_id))
    return row is not None and row.status in OPEN


def _is_there_still(context: Context, session: Session, incident: Incident) -> bool:
    """Whether the place where it happened is there: without a place it is the whole instance."""
    if incident.task_id is None:
        return incident.job_id is None
    row = session.get_one(ProcessInstance, (incident.tenant_id, incident.instance_id))
    try:
        return incident.task_id in Rest.of(restored(context, session, row)).ids()
    except InstanceUnreadable:
        return True
