"""Erasing somebody: seen first, done in one transaction, searched again, and printed."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from engine.database import Database, empty_log
from engine.documents import store_document
from engine.errors import NotFound, OutOfDate, PlumblineError
from handlers.directory.reading import names
from handlers.erasure.carrying_out import both, carry_out
from handlers.erasure.cautions import cautions
from handlers.erasure.certifying import NOT_SEARCHED, conclude, erasure, note
from handlers.erasure.findings import Findings, remains
from handlers.erasure.looking import Found, look_at
from handlers.erasure.obstacles import Obstacle, obstacles
from handlers.erasure.paper import notice_page, proof_page
from handlers.erasure.papers import MEDIA_TYPE
from handlers.erasure.searching import Search, search
from handlers.erasure.subject import Subject
from handlers.erasure.tables import Erasure

Press = Callable[[str], bytes]
Notice = Callable[[], bytes]
CONTENT = "document_content"
NAMED = Obstacle("The reason names them.", "Leave their name and number out: it is kept.")
CHANGED = "What is held has changed since you looked. Look at what will happen again."


class ErasureRefused(PlumblineError):
    """Something stands in the way; nothing was erased. `obstacles` says what, and the remedies."""

    def __init__(self, found: list[Obstacle]) -> None:
        self.obstacles = found
        super().__init__(" ".join(f"{one.sentence} {one.remedy}" for one in found))


@dataclass(frozen=True)
class Foretold:
    """What erasing somebody would do, or why it is refused. `seen` is sent back to do just that."""

    obstacles: list[Obstacle]
    findings: Findings
    cautions: list[str] = field(default_factory=list)
    seen: str = ""


@dataclass(frozen=True)
class Erasures:
    """Erasing in one installation. `press` makes a PDF of a page, as handlers.documents does."""

    database: Database
    tenant: str
    now: Callable[[], datetime]
    press: Press

    def foretell(self, subject: Subject) -> Foretold:
        """Do it and take it back: what would happen, or what stands in the way."""
        before = search(self.database, self.tenant, subject)
        notice = self._notice(subject, before.found)
        with self.database.write() as session:
            inner = session.begin_nested()
            found = list(look_at(session, subject, before.found))
            stops = obstacles(session, self.tenant, subject, found)
            told = Foretold(stops, Findings(), cautions(session, self.tenant, subject))
            if not told.obstacles:
                did = carry_out(session, self.tenant, subject, found, "erased", self.now(), notice)
                left = remains(look_at(session, subject, found), subject.identifiers)
                findings = replace(did, looked=before.looked, remains=left)
                told = replace(told, findings=findings, seen=seal_of(subject, findings))
            inner.rollback()
        return told

    def erase(self, subject: Subject, *, by: str, reason: str, seen: str = "") -> UUID:
        """Do it; the erasure's id.

        Everything is searched before, and what was found is looked at again when it is erased, in
        one short transaction. Everything is searched after it, and only that can certify it.

        Raises ErasureRefused, also for a reason that names them; OutOfDate when it is not what was
        `seen`.
        """
        if names_them(subject, reason):
            raise ErasureRefused([NAMED])
        before = search(self.database, self.tenant, subject)
        notice = self._notice(subject, before.found)
        made = self.database.transact(
            lambda session: self._erase(session, subject, before, notice, by, reason, seen)
        )
        empty_log(self.database)
        self._certify(made, subject, before, by)
        return made

    def look_again(self, erasure_id: UUID, subject: Subject, *, by: str) -> bool:
        """Search anew for a subject that was erased. Whether it is certified now.

        NotFound when the words given are not those of this erasure: only digests of them are kept.
        """
        with self.database.read() as session:
            row = erasure(session, self.tenant, erasure_id)
            known, salt = set(row.digests), row.salt
        if not known <= set(subject.digests(salt)):
            raise NotFound("These are not the words that were erased. Enter all of them.")
        after = search(self.database, self.tenant, subject)
        return conclude(self.database, self.tenant, self.now(), erasure_id, subject, after, [], by)

    def proof(self, erasure_id: UUID) -> UUID:
        """The printed proof of the last search, printed once. HandlerFailed where no PDF can be
        made."""
        with self.database.read() as session:
            row = erasure(session, self.tenant, erasure_id)
            by = names(session, self.tenant, [row.by]).get(row.by, row.by)
        if row.document_id is not None:
            return row.document_id
        content = self.press(proof_page(row, by))
        with self.database.write() as session:
            row = erasure(session, self.tenant, erasure_id)
            row.document_id = store_document(
                session, self.tenant, name=f"proof-{row.token}.pdf", media_type=MEDIA_TYPE,
                content=content, now=self.now(),
            )  # fmt: skip
            return row.document_id

    def _erase(
        self,
        session: Session,
        subject: Subject,
        before: Search,
        notice: Notice,
        by: str,
        reason: str,
        seen: str,
    ) -> UUID:
        found = list(look_at(session, subject, before.found))
        refused = obstacles(session, self.tenant, subject, found)
        if refused:
            raise ErasureRefused(refused)
        token, salt = f"erased-{secrets.token_hex(4)}", secrets.token_hex(16)
        now = self.now()
        findings = carry_out(session, self.tenant, subject, found, token, now, notice)
        if seen and seal_of(subject, findings) != seen:
            raise OutOfDate(CHANGED)
        row = Erasure(
            tenant_id=self.tenant, id=uuid4(), token=token, about=subject.about, salt=salt,
            digests=subject.digests(salt), by=by, at=now, reason=reason,
            state=NOT_SEARCHED, searched_at=now, findings=findings.stored(),
        )  # fmt: skip
        session.add(row)
        note(session, "erasure.do", row, by, now, {"reason": reason})
        return row.id

    def _certify(self, made: UUID, subject: Subject, before: Search, by: str) -> None:
        """Search everything, and erase once more what was written while it was erased."""
        after = search(self.database, self.tenant, subject)
        late = after.more_than(before)
        if late:
            notice = self._notice(subject, late)
            self.database.transact(
                lambda session: self._erase_late(session, made, subject, late, notice, by)
            )
            empty_log(self.database)
            after = search(self.database, self.tenant, subject)
        conclude(self.database, self.tenant, self.now(), made, subject, after, before.found, by)

    def _erase_late(
        self,
        session: Session,
        made: UUID,
        subject: Subject,
        late: list[Found],
        notice: Notice,
        by: str,
    ) -> None:
        found = list(look_at(session, subject, late))
        row = erasure(session, self.tenant, made)
        # Work that was begun meanwhile is left alone, and named by the search that follows.
        if obstacles(session, self.tenant, subject, found, erased=True):
            return
        now = self.now()
        did = carry_out(session, self.tenant, subject, found, row.token, now, notice)
        row.findings = both(Findings.read(row.findings), did).stored()
        note(session, "erasure.do", row, by, now, {"reason": row.reason})

    def _notice(self, subject: Subject, found: Iterable[Found]) -> Notice:
        """Printed beforehand, where it will be needed: printing takes a second."""
        if subject.about == "person" and any(one.table.name == CONTENT for one in found):
            printed = self.press(notice_page(self.now()))
            return lambda: printed
        return lambda: self.press(notice_page(self.now()))


def seal_of(subject: Subject, findings: Findings) -> str:
    """Changes with who is meant, and with what would be removed or reworded. It is never kept."""
    told = [subject.about, subject.identifiers, dict(findings.removed), dict(findings.reworded)]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]


def names_them(subject: Subject, reason: str) -> bool:
    """Whether a reason would bring back what it erases."""
    words = {one.strip(".,;:()").casefold() for one in reason.split()}
    return bool(subject.in_texts.search(reason) or words & subject.alone)
