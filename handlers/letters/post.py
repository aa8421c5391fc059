"""Writing one letter to one person: rendered, checked, queued once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from engine.errors import Permanent
from engine.services import Services
from engine.tables import UserTask
from handlers.directory.reading import person
from handlers.directory.tables import Person
from handlers.letters.context import audit_names, part_of
from handlers.letters.texts import LetterTexts, Rendered
from handlers.records.audits import Audit
from handlers.settings import Settings

# Two are enough to know that it is not one.
_WAITING = (
    select(UserTask.id)
    .where(UserTask.tenant_id == bindparam("of"), UserTask.instance_id == bindparam("instance"))
    .where(UserTask.assignee == bindparam("reader"), UserTask.state == "open")
    .limit(2)
)


@dataclass(frozen=True)
class Posting:
    """A letter to write. `documents` are attached where that is allowed; otherwise the letter's
    link leads to the first of them. `page`: where the link leads instead, within this site."""

    letter: str
    recipient: str
    role: str = ""
    about: Mapping[str, object] = field(default_factory=dict)
    documents: Sequence[str] = ()
    page: str = ""


def post(
    services: Services,
    session: Session,
    settings: Settings,
    audit: Audit | None,
    posting: Posting,
) -> bool:
    """Queue the letter; whether its documents were attached. Permanent when it cannot go.

    `audit` is what the letter is about, None only for letters that say audit = false.
    """
    texts = LetterTexts(services.bundle, posting.letter)
    _refuse_without_audit(texts, audit, posting)
    reader = _reader(session, services.tenant, posting)
    attached = bool(posting.documents) and settings.attaches_to(reader.email)
    role = posting.role or (part_of(audit, reader.id) if audit else "")
    known = {
        "recipient": {"name": reader.name, "role": role},
        "about": posting.about,
        "parameters": services.parameters,
        "sender": texts.sender,
        "attached": attached,
    }
    if audit is not None and texts.is_about_an_audit:
        known["audit"] = audit_names(session, services.bundle, audit)
    if texts.has_link:
        known["link"] = settings.link(_path(session, services, audit, reader.id, posting))
    rendered = texts.render(known)
    if not texts.has_link:
        refuse_link(settings, posting.letter, rendered)
    _queue(services, posting, reader, rendered, texts.reason or role, attached)
    return attached


def _queue(
    services: Services,
    posting: Posting,
    reader: Person,
    rendered: Rendered,
    reason: str,
    attached: bool,
) -> None:
    services.queue_mail(
        letter=posting.letter,
        recipient=reader.id,
        address=reader.email,
        subject=rendered.subject,
        body=rendered.body,
        attachments=posting.documents if attached else (),
        reason=reason,
    )


def _refuse_without_audit(texts: LetterTexts, audit: Audit | None, posting: Posting) -> None:
    if audit is None and texts.is_about_an_audit:
        raise Permanent(
            f"Letter “{posting.letter}” is about an audit and was given none. "
            "Give one, or say audit = false in its letter.toml."
        )


def refuse_link(settings: Settings, letter: str, rendered: Rendered) -> None:
    """Raise Permanent when a letter that may not hold a link leads to this site all the same."""
    if settings.address.rstrip("/") in rendered.subject + rendered.body:
        raise Permanent(f"Letter “{letter}” holds a link, which its letter.toml does not allow.")


def _reader(session: Session, tenant: str, posting: Posting) -> Person:
    found = person(session, tenant, posting.recipient)
    if found is None:
        raise Permanent(f"Letter “{posting.letter}”: there is no person {posting.recipient}.")
    if not found.active:
        raise Permanent(
            f"Letter “{posting.letter}”: {posting.recipient} has left. Correct the directory, "
            "or cancel the audit."
        )
    return found


def _path(
    session: Session, services: Services, audit: Audit | None, reader: str, posting: Posting
) -> str:
    """The page given; the document; the one thing that waits; the inbox, with what is of this
    audit if there is one."""
    if posting.page:
        return posting.page
    if posting.documents:
        return f"documents/{posting.documents[0]}"
    which = {"of": services.tenant, "instance": services.instance_id, "reader": reader}
    waiting = session.scalars(_WAITING, which).all()
    if len(waiting) == 1:
        return f"tasks/{waiting[0]}"
    return f"tasks?text={quote(audit.reference)}" if audit else "tasks"
