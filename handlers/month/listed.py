"""The audits of a month's list: adding them, and finding those that are still on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from handlers.caseload.facts import category_facts
from handlers.caseload.tables import ChildCase
from handlers.month.rules import Rules
from handlers.month.stock import Caseload
from handlers.records.audits import Audit
from handlers.sampling.draw import Drawn

DRAWN, WITHDRAWN, ISSUED = "drawn", "withdrawn", "issued"


def on_list(session: Session, tenant: str, month: str) -> Sequence[Audit]:
    """The audits of a month that are drawn and not withdrawn, by reference."""
    query = select(Audit).where(
        Audit.tenant_id == tenant, Audit.month == month, Audit.state != WITHDRAWN
    )
    return session.scalars(query.order_by(Audit.reference)).all()


def add(
    session: Session, tenant: str, month: str, drawn: Iterable[Drawn], held: Caseload, rules: Rules
) -> dict[str, str]:
    """An audit for each case drawn, numbered on from those there are; references by case."""
    number = (
        session.scalar(select(func.count()).where(Audit.tenant_id == tenant, Audit.month == month))
        or 0
    )
    references: dict[str, str] = {}
    for one in drawn:
        if one.case is not None:
            number += 1
            references[one.case] = reference = f"AUD-{month}-{number:03}"
            session.add(
                _audit(tenant, month, reference, one.auditor, held.cases[one.case], held, rules)
            )
    session.flush()
    return references


def _audit(
    tenant: str,
    month: str,
    reference: str,
    auditor: str,
    case: ChildCase,
    held: Caseload,
    rules: Rules,
) -> Audit:
    team = held.teams.get(case.team_id)
    return Audit(
        tenant_id=tenant,
        id=uuid4(),
        reference=reference,
        month=month,
        case_id=case.id,
        auditor=auditor,
        social_worker=case.social_worker,
        service_manager=team.service_manager if team else None,
        category=str(rules.decide("case_category", category_facts(case))),
        state=DRAWN,
    )
