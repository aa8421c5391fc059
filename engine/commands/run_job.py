"""Do a claimed job, and see to it that a failure is tried again or seen by a person."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from engine.claimed import Claimed
from engine.commands import mail_server
from engine.commands.broadcast import broadcast
from engine.commands.carry import carry
from engine.commands.contained import kind_of
from engine.commands.deliver import deliver
from engine.commands.fire_timer import fire_timer
from engine.commands.run_service import run_service
from engine.commands.send_mail import send_mail
from engine.commands.start_due import start_due
from engine.commands.switch import switch
from engine.commands.verify import verify
from engine.commands.work import job_of
from engine.context import Context
from engine.errors import (
    InstanceSuspended,
    InstanceUnreadable,
    LeaseLost,
    MailServerDown,
    Permanent,
    PlumblineError,
)
from engine.incidents import open_incident
from engine.jobs import give_up, hold, next_attempt, put_back
from engine.spiff import BudgetExceeded
from engine.tables import Job, Mail

log = logging.getLogger("plumbline.jobs")
DO: dict[str, Callable[[Context, Claimed], None]] = {
    "timer": fire_timer,
    "service": run_service,
    "mail": send_mail,
    "message": deliver,
    "signal": broadcast,
    "start": start_due,
    "switch": switch,
    "carry": carry,
    "verify": verify,
}
SERVER_DOWN_PAUSE = timedelta(minutes=1)
SUSPENDED_PAUSE = timedelta(minutes=15)
LETTER_REMEDY = "Correct the address in the directory, or the mail settings, then try again."
HOPELESS = (Permanent, BudgetExceeded, InstanceUnreadable)


def run_job(context: Context, claimed: Claimed) -> Exception | None:
    """Do the job; gives the failure, which is noted in the row already, or None.

    A job that is no longer ours leaves no trace. Never raises for the job's own failure.
    """
    try:
        do = DO.get(claimed.kind) or context.jobs[claimed.kind]
        do(replace(context, left=claimed.left), claimed)
    except LeaseLost:
        log.info("job %s (%s) is no longer ours", claimed.id, claimed.kind)
    except Exception as error:
        log.warning("job %s (%s) failed: %s", claimed.id, claimed.kind, type(error).__name__)
        _note_failure(context, claimed, error)
        return error
    return None


def _note_failure(context: Context, claimed: Claimed, error: Exception) -> None:
    try:
        context.database.transact(lambda session: _failed(context, session, claimed, error))
    except LeaseLost:
        log.info("job %s (%s) is no longer ours", claimed.id, claimed.kind)


def _failed(context: Context, session: Session, claimed: Claimed, error: Exception) -> None:
    now, sentence = context.now(), _sentence(error)
    if isinstance(error, MailServerDown):
        # No fault of the letter: the attempt does not count.
        later, attempts = now + SERVER_DOWN_PAUSE, claimed.attempt - 1
        put_back(session, context.tenant, claimed, later, sentence, attempts)
        mail_server.is_down(context, session, sentence)
        return _mail(context, session, claimed, "queued", None)
    if isinstance(error, InstanceSuspended):
        return _wait(context, session, claimed, sentence)
    due = None if isinstance(error, HOPELESS) else next_attempt(now, claimed.attempt)
    if due is not None:
        put_back(session, context.tenant, claimed, due, sentence, claimed.attempt)
        return _mail(context, session, claimed, "queued", sentence)
    job = job_of(session, context.tenant, claimed)
    give_up(session, context.tenant, claimed, sentence)
    _mail(context, session, claimed, _end_of_letter(error), sentence)
    return _incident(context, session, job, error)


def _end_of_letter(error: Exception) -> str:
    return "refused" if isinstance(error, HOPELESS) else "gave_up"


def _wait(context: Context, session: Session, claimed: Claimed, sentence: str) -> None:
    """Timers and services wait for the resumption; a message is its sender's and asks again."""
    if claimed.kind in ("timer", "service"):
        hold(session, context.tenant, claimed)
    else:
        later = context.now() + SUSPENDED_PAUSE
        put_back(session, context.tenant, claimed, later, sentence, claimed.attempt - 1)


def _about(session: Session, job: Job, sentence: str) -> str:
    """The sentence for an administrator; of a letter also which one, to whom, and what to do."""
    if job.kind != "mail":
        return sentence
    which = (Mail.tenant_id == job.tenant_id, Mail.job_id == job.id)
    mail = session.scalars(select(Mail).where(*which)).one()
    return f"Letter “{mail.letter}” to {mail.recipient}: {sentence.rstrip('.')}. {LETTER_REMEDY}"


def _incident(context: Context, session: Session, job: Job, error: Exception) -> None:
    kind = {"service": "handler"}.get(job.kind, job.kind)
    open_incident(
        session,
        context.tenant,
        now=context.now(),
        kind=kind_of(error) if isinstance(error, BudgetExceeded | InstanceUnreadable) else kind,
        sentence=_about(session, job, _sentence(error)),
        instance_id=job.instance_id,
        task_id=job.task_id,
        job_id=job.id,
        element_id=job.element_id or "",
    )


def _mail(
    context: Context, session: Session, claimed: Claimed, state: str, answer: str | None
) -> None:
    if claimed.kind == "mail":
        which = (Mail.tenant_id == context.tenant, Mail.job_id == claimed.id)
        session.execute(update(Mail).where(*which).values(state=state, answer=answer))


def _sentence(error: Exception) -> str:
    # Only our own errors promise to hold no case content.
    if isinstance(error, PlumblineError):
        return str(error)
    return f"It failed with {type(error).__name__}."
