"""Erasures as they are kept, and what a search afterwards says of one: only that certifies it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.database import Database
from engine.errors import NotFound
from engine.history import append_audit_log
from engine.queries.rewordings import NOTED, seal_of_all
from handlers.erasure.carrying_out import chains
from handlers.erasure.findings import Findings, remains
from handlers.erasure.looking import Found
from handlers.erasure.searching import Search
from handlers.erasure.subject import Subject
from handlers.erasure.tables import Erasure

CERTIFIED, NOT_CERTIFIED, NOT_SEARCHED = "certified", "not_certified", "not_searched"


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


def conclude(
    database: Database,
    tenant: str,
    now: datetime,
    erasure_id: UUID,
    subject: Subject,
    after: Search,
    found: Iterable[Found],
    by: str,
) -> bool:
    """Keep what a search after the erasure found. Whether it is certified: nothing may be left,
    and every account that was reworded, or was `found` to name them, must hold."""
    left = remains(after.found, subject.identifiers)
    with database.read() as session:
        since = erasure(session, tenant, erasure_id).at
        proved, broken = chains(session, tenant, since, found)

    def work(session: Session) -> bool:
        row = erasure(session, tenant, erasure_id)
        known = replace(Findings.read(row.findings), looked=after.looked, remains=left)
        findings = replace(known, chains=proved, broken=broken)
        row.findings = findings.stored()
        row.state = CERTIFIED if findings.clean else NOT_CERTIFIED
        row.searched_at, row.document_id = now, None
        note(session, "erasure.look", row, by, now, {})
        return findings.clean

    return database.transact(work)


def note(
    session: Session, action: str, row: Erasure, by: str, now: datetime, more: Mapping[str, str]
) -> None:
    """The line of the audit log, with a seal over all that was ever reworded."""
    session.flush()
    sealed = seal_of_all(session, row.tenant_id)
    append_audit_log(
        session, row.tenant_id, at=now, by=by, action=action, about=str(row.id),
        detail={"token": row.token, "state": row.state, NOTED: sealed, **more},
    )  # fmt: skip
