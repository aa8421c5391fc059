"""`month.issue`: the audits of a released list begin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.registry import handler
from engine.services import Services
from handlers.caseload.facts import in_care, months_between, open_band
from handlers.caseload.tables import ChildCase
from handlers.directory.districts import district_of
from handlers.month.listed import DRAWN, ISSUED
from handlers.month.lots import lot_of
from handlers.month.tables import AuditMonth
from handlers.records.audits import Audit

PROCESS = "case_audit"


@handler("month.issue", outputs=("issued",))
def issue(services: Services, *, month: str, issued_on: date) -> Mapping[str, object]:
    """Lets the process of every audit on the list begin; those without a reviewer stay."""
    session = services.session
    waiting = _waiting(session, services.tenant, month)
    ids = [audit.case_id for audit in waiting]
    query = select(ChildCase).where(ChildCase.tenant_id == services.tenant, ChildCase.id.in_(ids))
    cases = {case.id: case for case in session.scalars(query)}
    for audit in waiting:
        begin(services, audit, cases[audit.case_id], issued_on)
    session.get_one(AuditMonth, (services.tenant, month)).issued_at = services.now
    return {"issued": len(waiting)}


def begin(services: Services, audit: Audit, case: ChildCase, issued_on: date) -> None:
    """Note an audit as issued and ask for its process, in one transaction.

    A job starts it, so that one that fails holds up no other.
    """
    audit.state, audit.issued_at, audit.instance_id = ISSUED, services.now, uuid4()
    found = looked_up(services.session, audit, case)
    services.queue_start(
        PROCESS,
        business_key=audit.reference,
        variables=variables(audit, case, issued_on, found, services.parameters),
        dedupe_key=str(audit.id),
        instance_id=audit.instance_id,
    )


def looked_up(session: Session, audit: Audit, case: ChildCase) -> dict[str, object]:
    """What `variables` needs of other rows: the audit's lot, and the district of the case."""
    where = district_of(session, audit.tenant_id, case.team_id)
    return {"lot": lot_of(session, audit), "district": where}


def variables(
    audit: Audit,
    case: ChildCase,
    today: date,
    found: Mapping[str, object],
    parameters: Mapping[str, object],
) -> dict[str, object]:
    """What the diagram knows at its start: ids, dates and categories; nothing about the child."""
    dual = case.child_protection and case.in_care
    first = date.fromisoformat(f"{audit.month}-01")
    return {
        "audit": str(audit.id),
        "reference": audit.reference,
        "auditor": audit.auditor,
        "reviewer": audit.reviewer,
        "social_worker": audit.social_worker,
        "service_manager": audit.service_manager,
        "issued_on": today,
        "month": audit.month,
        "category": audit.category,
        "dual_status": dual,
        "open_date": case.opened_on,
        "allocated_date": case.allocated_on,
        "in_care": in_care(audit.category, dual, "" if case.in_care else "care_leaver"),
        "open_months": months_between(case.opened_on, first),
        "open_band": open_band(case.opened_on, first, parameters),
        **found,
    }


def _waiting(session: Session, tenant: str, month: str) -> Sequence[Audit]:
    query = (
        select(Audit)
        .where(Audit.tenant_id == tenant, Audit.month == month, Audit.state == DRAWN)
        .where(Audit.reviewer.is_not(None))
        .order_by(Audit.reference)
    )
    return session.scalars(query).all()
