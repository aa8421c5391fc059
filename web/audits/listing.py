"""The list of audits: only those the person may see, by the same condition as one audit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.database import containing
from engine.queries import Page
from engine.queries.page import SIZE, like, page_of
from handlers.records.audits import Audit
from web.access.actor import Actor
from web.access.audits import visible
from web.access.named import audit_readers


@dataclass(frozen=True)
class AuditFilters:
    """`text` anywhere in the reference; `month` as "2026-12"; `state` exactly."""

    text: str = ""
    month: str = ""
    state: str = ""

    @classmethod
    def of(cls, arguments: Mapping[str, str]) -> AuditFilters:
        """Read the address."""
        return cls(*(arguments.get(name, "").strip()[:60] for name in ("text", "month", "state")))

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out of the list."""
        return bool(self.text or self.month or self.state)


def audits(
    session: Session, tenant: str, actor: Actor, filters: AuditFilters, page: int
) -> Page[Audit]:
    """One page of audits, newest month first."""
    # What is cheap to ask stands first: SQLite asks in this order.
    query = select(Audit.id).where(Audit.tenant_id == tenant)
    if filters.text:
        query = query.where(containing(Audit.reference, like(filters.text)))
    if filters.month:
        query = query.where(Audit.month == filters.month)
    if filters.state:
        query = query.where(Audit.state == filters.state)
    query = query.where(visible(actor, tenant, audit_readers()))
    # Only what is sorted by is sorted, then the rows of one page are read.
    order = (Audit.month.desc(), Audit.reference)
    found = page_of(session, query.order_by(*order), page, SIZE)
    rows = select(Audit).where(Audit.tenant_id == tenant, Audit.id.in_(found.rows))
    known = {row.id: row for row in session.scalars(rows)}
    return Page([known[id] for id in found.rows], found.number, found.total, found.size)
