"""Send a letter again: one that did not go is tried again, one that went is sent a second time."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from engine.commands.retry import GIVEN_UP, retry_in
from engine.context import Context
from engine.database import insert_rows, is_word
from engine.errors import NotFound, OperationRefused, OutOfDate
from engine.history import append_audit_log
from engine.jobs import insert_jobs, new_job
from engine.tables import Incident, Job, Mail

CHANGED = "Something has happened to this letter since the page was opened."
OVER = ("sent", "kept")


def resend(context: Context, mail_id: UUID, *, by: str, reason: str, seen: str) -> UUID:
    """The id of the letter that goes now: the same, or that of its copy.

    `seen` is `standing` as it was on the page. Raises NotFound, OutOfDate, OperationRefused.
    """
    return context.database.transact(
        lambda session: resend_in(context, session, mail_id, by, reason, seen)
    )


def resend_in(
    context: Context, session: Session, mail_id: UUID, by: str, reason: str, seen: str
) -> UUID:
    """The same inside a transaction that is open already."""
    mail, job = letter_and_job(session, context.tenant, mail_id)
    if standing(mail, job) != seen:
        raise OutOfDate(CHANGED)
    refusal = why_not(mail, job)
    if refusal is not None:
        raise refusal
    going = _copy(context, session, mail) if mail.state in OVER else mail.id
    if going == mail.id:
        _try_again(context, session, mail, job, by, reason)
    _note(context, session, mail_id, by, reason, going)
    return going


def letter_and_job(session: Session, tenant: str, mail_id: UUID) -> tuple[Mail, Job]:
    """A letter with the job that sends it. NotFound when there is none."""
    mail = session.get(Mail, (tenant, mail_id))
    job = session.get(Job, (tenant, mail.job_id)) if mail else None
    if mail is None or job is None:
        raise NotFound("There is no such letter.")
    return mail, job


def standing(mail: Mail, job: Job) -> str:
    """What a page shows of how far a letter has got; it changes with every attempt."""
    return f"{mail.state}.{job.state}.{job.attempts}.{int(job.due_at.timestamp())}"


def why_not(mail: Mail, job: Job) -> OperationRefused | None:
    """Why a letter cannot be sent again at present, or None."""
    if not mail.body:
        return OperationRefused(
            "The words of this letter were deleted when their time was over.",
            "There is nothing left to send.",
        )
    if job.state == "suspended":
        return OperationRefused("Its instance is suspended.", "Resume the instance first.")
    if job.state == "leased":
        return OperationRefused(
            "The letter is being handed over at this moment.", "Look again in a minute."
        )
    if mail.state == "queued" and job.state == "ready" and not job.attempts:
        return OperationRefused(
            "The letter waits for its first attempt.", "It goes by itself; there is nothing to do."
        )
    return None


def _try_again(
    context: Context, session: Session, mail: Mail, job: Job, by: str, reason: str
) -> None:
    held = select(Incident.id).where(
        Incident.tenant_id == context.tenant,
        Incident.job_id == job.id,
        is_word(Incident.state, "open"),
    )
    incident = session.scalars(held.limit(1)).first()
    if incident is not None:
        retry_in(context, session, incident, by, reason)
        return
    attempts = 0 if mail.state in GIVEN_UP else job.attempts
    ready = {"state": "ready", "attempts": attempts, "due_at": context.now()}
    which = (Job.tenant_id == context.tenant, Job.id == job.id)
    session.execute(update(Job).where(*which).values(**ready))
    mail.state = "queued"


def _copy(context: Context, session: Session, mail: Mail) -> UUID:
    mail_id, now = uuid4(), context.now()
    key = f"again:{mail.id}:{mail_id}"
    job = new_job(
        context.tenant,
        "mail",
        due_at=now,
        now=now,
        dedupe_key=f"mail:{key}",
        payload={"mail": str(mail_id)},
        instance_id=mail.instance_id,
    )
    insert_jobs(session, [job])
    row = {column.name: getattr(mail, column.name) for column in Mail.__table__.columns}
    new = {"id": mail_id, "job_id": job["id"], "dedupe_key": key, "created_at": now}
    fresh = {"state": "queued", "answer": None, "sent_at": None}
    message = {"message_id": f"<{mail_id}@{context.mail_domain}>"}
    insert_rows(session, Mail, [{**row, **new, **fresh, **message}])
    return mail_id


def _note(
    context: Context, session: Session, mail_id: UUID, by: str, reason: str, going: UUID
) -> None:
    copy = {"copy": str(going)} if going != mail_id else {}
    append_audit_log(
        session,
        context.tenant,
        at=context.now(),
        by=by,
        action="letter.resend",
        about=str(mail_id),
        detail={"reason": reason, **copy},
    )
