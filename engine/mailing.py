"""Letters as rows: written with the step that causes them, sent by a job of their own.

Where letters are only kept, by `keep`, nothing is left to do for the job: it is over at once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.context import KEPT
from engine.database import insert_rows
from engine.jobs import insert_jobs_once, new_job
from engine.model import MailToSend
from engine.tables import Mail


@dataclass(frozen=True)
class Letter:
    """A letter to one person. `dedupe_key`: a second letter with the same key is not written; an
    empty one is for `Services` to fill in."""

    letter: str
    recipient: str
    address: str
    subject: str
    body: str
    reason: str
    dedupe_key: str = ""
    attachments: Sequence[str] = ()


@dataclass(frozen=True)
class Origin:
    """Where a letter comes from. `kept`: it is never sent."""

    tenant: str
    instance_id: UUID | None
    business_key: str | None
    mail_domain: str
    kept: bool = False


def keep(letter: MailToSend) -> str:
    """A sender that sends nothing: letters stay as they were written."""
    return KEPT


def queue_mail(session: Session, origin: Origin, letter: Letter, now: datetime) -> UUID:
    """Write the letter and its job; gives the letter's id, also when it was there before."""
    return queue_mails(session, origin, [letter], now)[0]


def queue_mails(
    session: Session, origin: Origin, letters: Sequence[Letter], now: datetime
) -> list[UUID]:
    """The same for several letters at once, in two statements; their ids in that order."""
    jobs = [_job(origin, letter, now) for letter in letters]
    told = list(zip(letters, jobs, insert_jobs_once(session, jobs), strict=True))
    insert_rows(session, Mail, [_row(origin, one, job, now) for one, job, new in told if new])
    return [
        _mail_id(job) if new else _written(session, origin.tenant, one) for one, job, new in told
    ]


def _job(origin: Origin, letter: Letter, now: datetime) -> dict[str, Any]:
    return new_job(
        origin.tenant,
        "mail",
        dedupe_key=f"mail:{letter.dedupe_key}",
        due_at=now,
        now=now,
        payload={"mail": str(uuid4())},
        instance_id=origin.instance_id,
        **({"state": "done", "ended_at": now} if origin.kept else {}),
    )


def _mail_id(job: Mapping[str, Any]) -> UUID:
    return UUID(job["payload"]["mail"])


def _written(session: Session, tenant: str, letter: Letter) -> UUID:
    query = select(Mail.id).where(Mail.tenant_id == tenant, Mail.dedupe_key == letter.dedupe_key)
    return session.scalars(query).one()


def _row(
    origin: Origin, letter: Letter, job: Mapping[str, Any], now: datetime
) -> dict[str, object]:
    mail_id = _mail_id(job)
    over = {"state": KEPT, "answer": KEPT, "sent_at": now} if origin.kept else {}
    return {
        "tenant_id": origin.tenant,
        "id": mail_id,
        "job_id": job["id"],
        "instance_id": origin.instance_id,
        "business_key": origin.business_key,
        "letter": letter.letter,
        "recipient": letter.recipient,
        "address": letter.address,
        "subject": letter.subject,
        "body": letter.body,
        "attachments": list(letter.attachments),
        "reason": letter.reason,
        "dedupe_key": letter.dedupe_key,
        "message_id": f"<{mail_id}@{origin.mail_domain}>",
        "digest": _digest(letter),
        "state": "queued",
        "created_at": now,
        **over,
    }


def _digest(letter: Letter) -> str:
    parts = [letter.subject, letter.body, *letter.attachments]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
