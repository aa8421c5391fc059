"""Drawing another case for an auditor whose case left the list."""

from __future__ import annotations

from random import Random

from sqlalchemy import select

from engine.services import Services
from handlers.caseload.tables import ChildCase
from handlers.month import history, listed, staff
from handlers.month.rules import Rules
from handlers.month.stock import Caseload, caseload, lot, stock
from handlers.records.audits import Audit, Draw
from handlers.sampling.draw import Drawn, Stock, Taken, draw


def redraw(services: Services, month: str, audit: Audit) -> str:
    """The new audit's reference; "" when the auditor has no other case that may be drawn.

    Its dice are the month's seed and the reference that left, so it can be repeated as well.
    """
    session, tenant, rules = services.session, services.tenant, Rules(services)
    found = [one for one in staff.auditors(session, tenant) if one.person.id == audit.auditor]
    if not found:
        return ""
    drawn = session.get_one(Draw, (tenant, month))
    held, past = caseload(session, tenant), history.before(session, tenant, month)
    dice = Random(f"{drawn.seed} {audit.reference}")  # noqa: S311 repeatable by seed
    of_theirs = stock(found[0], held, month, rules, past)
    lots = lot(held, month, rules, dice)
    [given] = draw([Stock(audit.auditor, of_theirs.cases)], lots, _taken(services, month, held))
    reference = listed.add(session, tenant, month, [given], held, rules).get(given.case or "", "")
    drawn.log = [*drawn.log, _line(given, audit.reference, reference)]
    return reference


def _taken(services: Services, month: str, held: Caseload) -> Taken:
    """Every case of the month so far, also those that left the list."""
    query = select(ChildCase.id, ChildCase.family_id).join(
        Audit, (Audit.tenant_id == ChildCase.tenant_id) & (Audit.case_id == ChildCase.id)
    )
    found = services.session.execute(
        query.where(Audit.tenant_id == services.tenant, Audit.month == month)
    ).all()
    return Taken({id for id, _ in found}, {family for _, family in found if family})


def _line(given: Drawn, instead_of: str, reference: str) -> dict[str, object]:
    return {
        "auditor": given.auditor,
        "availability": staff.AVAILABLE,
        "reference": reference or None,
        "case": given.case,
        "considered": given.considered,
        "relaxed": given.relaxed,
        "instead_of": instead_of,
    }
