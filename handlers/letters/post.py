"""Writing letters to people: rendered, checked, queued once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import quote

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from engine.errors import Permanent
from engine.mailing import Letter
from engine.services import Services
from engine.tables import UserTask
from handlers.directory.reading import people_by_id
from handlers.directory.tables import Person
from handlers.letters.context import audit_names, part_of, parties
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


@dataclass
class Desk:
    """Where the letters of one handler are written, all about one audit or none.

    `audit` may be None only for letters that say audit = false. `people` are those who have been
    read already, by id.
    """

    services: Services
    session: Session
    settings: Settings
    audit: Audit | None
    people: dict[str, Person] = field(default_factory=dict)

    def meet(self, ids: Sequence[str]) -> None:
        """Read these people and the parties of the audit, in one statement."""
        if not ids:
            return
        wanted = {*ids, *(parties(self.audit) if self.audit else ())}
        unknown = sorted(wanted - self.people.keys())
        self.people |= people_by_id(self.session, self.services.tenant, unknown)

    def post(self, postings: Sequence[Posting]) -> list[bool]:
        """Queue the letters; for each whether its documents were attached.

        Permanent when one of them cannot go: then none does.
        """
        self.meet([posting.recipient for posting in postings])
        letters = [self._written(posting) for posting in postings]
        self.services.queue_mails(letters)
        return [bool(letter.attachments) for letter in letters]

    def _written(self, posting: Posting) -> Letter:
        texts = LetterTexts(self.services.bundle, posting.letter)
        _refuse_without_audit(texts, self.audit, posting)
        reader = _reader(self.people, posting)
        attached = posting.documents if self.settings.attaches_to(reader.email) else ()
        role = posting.role or (part_of(self.audit, reader.id) if self.audit else "")
        recipient = {"name": reader.name, "role": role}
        known = self._known(texts, posting, {"recipient": recipient, "attached": bool(attached)})
        rendered = self._rendered(texts, posting, reader, known)
        reason, told = texts.reason or role, (rendered.subject, rendered.body)
        return Letter(
            posting.letter, reader.id, reader.email, *told, reason, attachments=tuple(attached)
        )

    def _known(
        self, texts: LetterTexts, posting: Posting, known: Mapping[str, object]
    ) -> dict[str, object]:
        parameters = self.services.parameters
        told = {**known, "about": posting.about, "parameters": parameters, "sender": texts.sender}
        return told | ({"audit": self._audit_names} if texts.is_about_an_audit else {})

    @cached_property
    def _audit_names(self) -> Mapping[str, str]:
        assert self.audit is not None
        known = {id: one.name for id, one in self.people.items()}
        return audit_names(self.session, self.services.bundle, self.audit, known)

    def _rendered(
        self, texts: LetterTexts, posting: Posting, reader: Person, known: dict[str, object]
    ) -> Rendered:
        if texts.has_link:
            path = _path(self.session, self.services, self.audit, reader.id, posting)
            return texts.render({**known, "link": self.settings.link(path)})
        rendered = texts.render(known)
        refuse_link(self.settings, posting.letter, rendered)
        return rendered


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


def _reader(people: Mapping[str, Person], posting: Posting) -> Person:
    found = people.get(posting.recipient)
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
