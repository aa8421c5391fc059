"""The audits of a month that count, whether their auditor has submitted, and who manages them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from handlers.caseload.tables import ChildCase
from handlers.directory.tables import Person, Team
from handlers.records.audits import Audit
from handlers.records.tables import StageRecord

LEFT_OUT = ("discounted", "cancelled", "withdrawn")


@dataclass(frozen=True)
class Due:
    """An audit that was issued and counts: its auditor, their team, and the people above them."""

    audit: UUID
    reference: str
    auditor: str
    name: str
    team: Team
    line_manager: str | None
    submitted: bool


def due_audits(session: Session, tenant: str, month: str) -> list[Due]:
    """Every issued audit of a month, those discounted, cancelled or withdrawn aside.

    The team is the auditor's own, wherever the case has moved to; the case's where they have none.
    """
    first = exists().where(
        StageRecord.tenant_id == Audit.tenant_id,
        StageRecord.audit_id == Audit.id,
        StageRecord.stage == 1,
    )
    of = func.coalesce(Person.team_id, ChildCase.team_id)
    query = (
        select(Audit.id, Audit.reference, Audit.auditor, Person.name, Team,
               Person.line_manager, first)
        .join(ChildCase, (ChildCase.tenant_id == tenant) & (ChildCase.id == Audit.case_id))
        .join(Person, (Person.tenant_id == tenant) & (Person.id == Audit.auditor))
        .join(Team, (Team.tenant_id == tenant) & (Team.id == of))
        .where(Audit.tenant_id == tenant, Audit.month == month)
        .where(Audit.issued_at.is_not(None), Audit.state.not_in(LEFT_OUT))
        .order_by(Person.name, Audit.reference)
    )  # fmt: skip
    return [Due(*row) for row in session.execute(query)]
