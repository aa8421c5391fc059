"""Send a letter: note that it is on its way, send it, note the answer."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from engine import queries
from engine.claimed import Claimed
from engine.commands import mail_server
from engine.commands.work import job_of
from engine.context import KEPT, Context
from engine.errors import MailServerDown
from engine.jobs import finish_job
from engine.model import Attachment, MailToSend
from engine.tables import Mail
from engine.transition.host import guarded

OVER = ("sent", "kept")
_OF_JOB = select(Mail).where(Mail.tenant_id == bindparam("of"), Mail.job_id == bindparam("job"))


def send_mail(context: Context, claimed: Claimed) -> None:
    """At least once, always with the same Message-ID: only a crash between the server's answer and
    our commit can send a letter twice. Raises LeaseLost, MailServerDown, MailDelayed, MailRefused.
    """
    mail = context.database.transact(lambda session: _on_its_way(context, session, claimed))
    answer = None if mail is None else _send(context, mail)
    context.database.transact(lambda session: _noted(context, session, claimed, answer))


def _on_its_way(context: Context, session: Session, claimed: Claimed) -> MailToSend | None:
    job_of(session, context.tenant, claimed)
    row = _row(session, context.tenant, claimed.id)
    if row.state in OVER:
        return None
    row.state = "sending"
    # Where the person is reached today: an address that was put right after the letter was written.
    row.address = context.address_of(row.recipient) or row.address
    return MailToSend(
        row.id,
        row.message_id,
        row.letter,
        row.recipient,
        row.address,
        row.subject,
        row.body,
        row.created_at,
        tuple(_attachment(session, context.tenant, id) for id in row.attachments),
    )


def _send(context: Context, mail: MailToSend) -> str:
    with guarded("sending the letter"):
        try:
            return context.send_mail(mail)
        except ConnectionError as error:
            raise MailServerDown("The mail server cannot be reached.") from error


def _noted(context: Context, session: Session, claimed: Claimed, answer: str | None) -> None:
    finish_job(session, context.tenant, claimed, context.now())
    if answer is None:
        return
    row = _row(session, context.tenant, claimed.id)
    row.state = "kept" if answer == KEPT else "sent"
    mail_server.is_up(context, session)
    row.answer, row.sent_at = answer, context.now()


def _row(session: Session, tenant: str, job_id: UUID) -> Mail:
    return session.scalars(_OF_JOB, {"of": tenant, "job": job_id}).one()


def _attachment(session: Session, tenant: str, document_id: str) -> Attachment:
    document = queries.document(session, tenant, document_id)
    content = queries.document_bytes(session, tenant, document_id)
    return Attachment(document.name, document.media_type, content)
