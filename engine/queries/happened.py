"""What happened, and the proof that nobody changed the account of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.chain import GENESIS, line_of
from engine.queries.page import SIZE, Page, page_of
from engine.queries.rewordings import fits
from engine.tables import AuditLog, History


def history(session: Session, tenant: str, instance_id: UUID) -> Sequence[History]:
    """The story of one instance, in order."""
    query = select(History).where(History.tenant_id == tenant, History.instance_id == instance_id)
    return session.scalars(query.order_by(History.seq)).all()


def history_before(
    session: Session, tenant: str, instance_id: UUID, last: int, most: int
) -> Sequence[History]:
    """The lines numbered `last` and before, at most so many, the latest first."""
    query = select(History).where(
        History.tenant_id == tenant, History.instance_id == instance_id, History.seq <= last
    )
    return session.scalars(query.order_by(History.seq.desc()).limit(most)).all()


def last_act(
    session: Session, tenant: str, instance_id: UUID, kinds: Iterable[str]
) -> History | None:
    """The last line of these kinds that is about the instance as a whole, if there is one."""
    query = select(History).where(
        History.tenant_id == tenant,
        History.instance_id == instance_id,
        History.kind.in_(tuple(kinds)),
        History.element_id.is_(None),
    )
    return session.scalars(query.order_by(History.seq.desc()).limit(1)).first()


def audit_log(
    session: Session, tenant: str, page: int = 1, size: int = SIZE, about: str = ""
) -> Page[AuditLog]:
    """Who did what to the system, newest first; of one thing when `about` is given."""
    query = select(AuditLog).where(AuditLog.tenant_id == tenant)
    if about:
        query = query.where(AuditLog.about == about)
    return page_of(session, query.order_by(AuditLog.seq.desc()), page, size)


def verify_history(session: Session, tenant: str, instance_id: UUID) -> int | None:
    """The number of the first line that does not fit the one before, or None when all do."""
    return _first_broken(session, history(session, tenant, instance_id))


def verify_audit_log(session: Session, tenant: str) -> int | None:
    """The number of the first line of the audit log that does not fit, or None when all do."""
    query = select(AuditLog).where(AuditLog.tenant_id == tenant).order_by(AuditLog.seq)
    return _first_broken(session, session.scalars(query).all())


def _first_broken(session: Session, rows: Sequence[History] | Sequence[AuditLog]) -> int | None:
    before, expected = GENESIS, 1
    for row in rows:
        if row.seq != expected or not fits(session, row.__tablename__, before, line_of(row)):
            return expected
        before, expected = row.digest, expected + 1
    return None
