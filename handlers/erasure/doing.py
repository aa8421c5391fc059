"""Erasing somebody: seen first, done in one transaction, searched again, and printed."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.database import Database, empty_log, overwrite_deleted
from engine.documents import store_document
from engine.errors import NotFound, OutOfDate, PlumblineError
from engine.history import append_audit_log
from engine.queries import verify_audit_log, verify_history
from engine.queries.rewordings import NOTED, seal_of_all
from handlers.directory.reading import names
from handlers.erasure.cautions import cautions
from handlers.erasure.child import erase_child
from handlers.erasure.findings import Findings, counted_deletes, remains, rows_by_table
from handlers.erasure.leaver import erase_leaver
from handlers.erasure.looking import Found, look, rows_looked_at
from handlers.erasure.obstacles import Obstacle, obstacles
from handlers.erasure.paper import notice_page, proof_page
from handlers.erasure.papers import MEDIA_TYPE, withdraw
from handlers.erasure.rewording import reword
from handlers.erasure.subject import Subject
from handlers.erasure.tables import Erasure

Press = Callable[[str], bytes]
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
        with self.database.write() as session:
            inner = session.begin_nested()
            found = list(look(session, self.tenant, subject))
            stops = obstacles(session, self.tenant, subject, found)
            told = Foretold(stops, Findings(), cautions(session, self.tenant, subject))
            if not told.obstacles:
                findings = self._carry_out(session, subject, found, "erased")
                told = replace(told, findings=findings, seen=seal_of(subject, findings))
            inner.rollback()
        return told

    def erase(self, subject: Subject, *, by: str, reason: str, seen: str = "") -> UUID:
        """Do it; the erasure's id.

        Raises ErasureRefused, also for a reason that names them; OutOfDate when it is not what was
        `seen`.
        """
        if names_them(subject, reason):
            raise ErasureRefused([NAMED])
        made = self.database.transact(
            lambda session: self._erase(session, subject, by, reason, seen)
        )
        empty_log(self.database)
        return made

    def look_again(self, erasure_id: UUID, subject: Subject, *, by: str) -> bool:
        """Search anew for a subject that was erased. Whether it is certified now.

        NotFound when the words given are not those of this erasure: only digests of them are kept.
        """
        return self.database.transact(
            lambda session: self._look_again(session, erasure_id, subject, by)
        )

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

    def _erase(self, session: Session, subject: Subject, by: str, reason: str, seen: str) -> UUID:
        found = list(look(session, self.tenant, subject))
        refused = obstacles(session, self.tenant, subject, found)
        if refused:
            raise ErasureRefused(refused)
        token, salt = f"erased-{secrets.token_hex(4)}", secrets.token_hex(16)
        findings = self._carry_out(session, subject, found, token)
        if seen and seal_of(subject, findings) != seen:
            raise OutOfDate(CHANGED)
        row = Erasure(
            tenant_id=self.tenant, id=uuid4(), token=token, about=subject.about, salt=salt,
            digests=subject.digests(salt), by=by, at=self.now(), reason=reason,
            state=_state(findings), searched_at=self.now(), findings=findings.stored(),
        )  # fmt: skip
        session.add(row)
        self._note(session, "erasure.do", row, by, {"reason": reason})
        return row.id

    def _carry_out(
        self, session: Session, subject: Subject, found: list[Found], token: str
    ) -> Findings:
        overwrite_deleted(session)
        with counted_deletes(session) as removed:
            act = erase_child if subject.about == "child" else erase_leaver
            act(session, self.tenant, subject, self.now())
        reworded = reword(session, found, subject, token, self.now())
        withdrawn = 0
        if subject.about == "person":
            withdrawn = withdraw(
                session, self.tenant, found, lambda: self.press(notice_page(self.now()))
            )
        chains, broken = self._chains(session, found)
        return Findings(
            looked=rows_looked_at(session, self.tenant),
            before=rows_by_table(found),
            removed={name: count for name, count in removed.items() if count},
            reworded=dict(reworded),
            withdrawn=withdrawn,
            remains=remains(look(session, self.tenant, subject), subject.identifiers),
            chains=chains,
            broken=broken,
        )

    def _chains(self, session: Session, found: list[Found]) -> tuple[int, int]:
        """Every account that was reworded, and the audit log: how many, and how many are broken."""
        ids = {one.key[1] for one in found if one.table.name == "history"}
        broken = sum(
            verify_history(session, self.tenant, one) is not None  # type: ignore[arg-type]
            for one in ids
        )
        log_broken = verify_audit_log(session, self.tenant) is not None
        return len(ids) + 1, broken + log_broken

    def _look_again(self, session: Session, erasure_id: UUID, subject: Subject, by: str) -> bool:
        row = erasure(session, self.tenant, erasure_id)
        if not set(row.digests) <= set(subject.digests(row.salt)):
            raise NotFound("These are not the words that were erased. Enter all of them.")
        left = remains(look(session, self.tenant, subject), subject.identifiers)
        findings = replace(
            Findings.read(row.findings), remains=left, looked=rows_looked_at(session, self.tenant)
        )
        row.findings, row.state = findings.stored(), _state(findings)
        row.searched_at, row.document_id = self.now(), None
        self._note(session, "erasure.look", row, by, {})
        return findings.clean

    def _note(
        self, session: Session, action: str, row: Erasure, by: str, more: dict[str, str]
    ) -> None:
        session.flush()
        sealed = seal_of_all(session, self.tenant)
        append_audit_log(
            session, self.tenant, at=self.now(), by=by, action=action, about=str(row.id),
            detail={"token": row.token, "state": row.state, NOTED: sealed, **more},
        )  # fmt: skip


def seal_of(subject: Subject, findings: Findings) -> str:
    """Changes with who is meant, and with what would be removed or reworded. It is never kept."""
    told = [subject.about, subject.identifiers, dict(findings.removed), dict(findings.reworded)]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]


def names_them(subject: Subject, reason: str) -> bool:
    """Whether a reason would bring back what it erases."""
    words = {one.strip(".,;:()").casefold() for one in reason.split()}
    return bool(subject.in_texts.search(reason) or words & subject.alone)


def erasures(session: Session, tenant: str, most: int = 100) -> Sequence[Erasure]:
    """The latest, newest first."""
    query = select(Erasure).where(Erasure.tenant_id == tenant)
    return session.scalars(query.order_by(Erasure.at.desc()).limit(most)).all()


def erasure(session: Session, tenant: str, erasure_id: UUID) -> Erasure:
    """One erasure. NotFound when there is none."""
    row = session.get(Erasure, (tenant, erasure_id))
    if row is None:
        raise NotFound("There is no such erasure.")
    return row


def _state(findings: Findings) -> str:
    return "certified" if findings.clean else "not_certified"
