"""The audit log, found by who, what and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from engine.queries.slices import SIZE, Slice, slice_of
from engine.tables import AuditLog

MOST = 50


@dataclass(frozen=True)
class AuditFilters:
    """Each narrows the list. `action` also as its first word: "letter" finds "letter.resend"."""

    by: Sequence[str] | None = None
    action: str = ""
    about: str = ""
    since: datetime | None = None
    before: datetime | None = None


def audited(
    session: Session,
    tenant: str,
    filters: AuditFilters,
    after: str | None = None,
    size: int = SIZE,
) -> Slice[AuditLog]:
    """Lines, newest first; `after` is the number of the last one seen."""
    query = _narrowed(select(AuditLog).where(AuditLog.tenant_id == tenant), filters)
    if after and after.isdigit() and len(after) < 16:
        query = query.where(AuditLog.seq < int(after))
    rows = session.scalars(query.order_by(AuditLog.seq.desc()).limit(size + 1)).all()
    return slice_of(rows, size, lambda row: str(row.seq))


def about_thing(session: Session, tenant: str, about: str) -> list[AuditLog]:
    """What was done about one thing, newest first."""
    return audited(session, tenant, AuditFilters(about=about), size=MOST).rows


def _narrowed(query: Select[AuditLog], filters: AuditFilters) -> Select[AuditLog]:
    if filters.by is not None:
        query = query.where(AuditLog.by.in_(filters.by))
    if filters.action:
        exact = AuditLog.action == filters.action
        query = query.where(exact | AuditLog.action.startswith(f"{filters.action}."))
    if filters.about:
        query = query.where(AuditLog.about == filters.about)
    if filters.since is not None:
        query = query.where(AuditLog.at >= filters.since)
    if filters.before is not None:
        query = query.where(AuditLog.at < filters.before)
    return query
