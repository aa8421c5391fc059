"""Removing the handlers' own rows of audits and of subject access requests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import cast

from sqlalchemy import Table, delete, exists, update
from sqlalchemy.orm import Session

from engine.database import Base
from handlers.caseload.tables import ChildCase
from handlers.month.tables import ListChange
from handlers.records.audits import Audit, Draw
from handlers.retention.tables import LegalHold
from handlers.subject_access.tables import SubjectItem, SubjectSearch

# A hold that was set and cleared tells of itself; it names nobody else.
KEPT = frozenset({LegalHold.__tablename__})


def erase_audits(session: Session, tenant: str, audits: Sequence[Audit]) -> None:
    """Remove the audits with every row that names one, and what else names their cases.

    Every table with a column `audit_id` counts, so a table that is added is emptied as well.
    """
    ids, months = [audit.id for audit in audits], {audit.month for audit in audits}
    cases = {audit.case_id for audit in audits}
    for table in _naming_audits():
        session.execute(delete(table).where(table.c.tenant_id == tenant, table.c.audit_id.in_(ids)))
    rows = cast(Table, Audit.__table__)
    session.execute(delete(rows).where(rows.c.tenant_id == tenant, rows.c.id.in_(ids)))
    _forget_draws(session, tenant, months)
    _forget_cases(session, tenant, cases)
    session.expire_all()


def _naming_audits() -> list[Table]:
    tables = Base.metadata.sorted_tables
    return [t for t in reversed(tables) if "audit_id" in t.c and t.name not in KEPT]


def _forget_draws(session: Session, tenant: str, months: set[str]) -> None:
    """How a month was drawn, and what was changed in its list, go with the last of its audits."""
    draw = cast(Table, Draw.__table__)
    left = exists().where(Audit.tenant_id == tenant, Audit.month == draw.c.month)
    gone = (draw.c.tenant_id == tenant, draw.c.month.in_(months), ~left)
    session.execute(update(draw).where(*gone).values(log=[]))
    change = cast(Table, ListChange.__table__)
    listed = exists().where(Audit.tenant_id == tenant, Audit.month == change.c.month)
    over = (change.c.tenant_id == tenant, change.c.month.in_(months), ~listed)
    session.execute(delete(change).where(*over))


def _forget_cases(session: Session, tenant: str, cases: set[str]) -> None:
    """A closed case of the extract is only kept for the audits that were made of it."""
    child = cast(Table, ChildCase.__table__)
    left = exists().where(Audit.tenant_id == tenant, Audit.case_id == child.c.id)
    closed = (child.c.tenant_id == tenant, child.c.id.in_(cases), child.c.is_open.is_(False))
    session.execute(delete(child).where(*closed, ~left))


def erase_searches(
    session: Session, tenant: str, searches: Sequence[SubjectSearch], now: datetime
) -> None:
    """Remove what was found for a request; that there was one, and when, stays."""
    items = cast(Table, SubjectItem.__table__)
    ids = [one.id for one in searches]
    session.execute(delete(items).where(items.c.tenant_id == tenant, items.c.search_id.in_(ids)))
    for one in searches:
        one.document_id, one.forgotten_at = None, now
