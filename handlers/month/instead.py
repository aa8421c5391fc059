"""`month.instead`: another audit in place of one whose case changed hands (A11)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import uuid4

from sqlalchemy import select

from engine.registry import handler
from engine.services import Services
from handlers.caseload.tables import ChildCase
from handlers.directory.tables import Person, PersonRole
from handlers.month import listed
from handlers.month.issue import begin
from handlers.month.pair import may_review, pair
from handlers.month.redraw import redraw
from handlers.month.rules import Rules
from handlers.month.staff import MANAGER
from handlers.month.stock import caseload
from handlers.records.audits import Audit
from handlers.records.finding import audit_of
from handlers.records.tables import AuditChange
from handlers.sampling.draw import Drawn

NOT_COUNTED = ("withdrawn", "cancelled", "discounted")


@handler("month.instead", outputs=("reference",))
def instead(services: Services, *, audit: str, how: str, by: str) -> Mapping[str, object]:
    """Begins an audit of another case of the same manager ("another_case"), or of the same case by
    the manager it is with now ("another_manager"); `reference` is null when neither can be.

    A manager who audits a case of the month already gets no second one. The new audit keeps the
    reviewer where the table `pairing` allows. The old one is left for the diagram to end.
    """
    row = audit_of(services.session, services.tenant, audit)
    reference = HOW[how](services, row)
    if not reference:
        return {"reference": None}
    query = select(Audit).where(Audit.tenant_id == services.tenant, Audit.reference == reference)
    new = services.session.scalars(query).one()
    _review(services, row, new)
    if new.reviewer is not None:
        case = services.session.get_one(ChildCase, (services.tenant, new.case_id))
        begin(services, new, case, services.now.date())
    _note(services, row, new, how, by)
    return {"reference": reference}


def _another_case(services: Services, audit: Audit) -> str:
    return redraw(services, audit.month, audit)


def _another_manager(services: Services, audit: Audit) -> str:
    session, tenant = services.session, services.tenant
    held = caseload(session, tenant)
    case = held.cases.get(audit.case_id)
    manager = _manager(services, case.team_id) if case else None
    busy = select(Audit.id).where(
        Audit.tenant_id == tenant, Audit.month == audit.month, Audit.auditor == manager
    )
    if manager is None or session.scalars(busy.where(Audit.state.not_in(NOT_COUNTED))).first():
        return ""
    given = [Drawn(manager, audit.case_id, 1, "")]
    added = listed.add(session, tenant, audit.month, given, held, Rules(services))
    return added[audit.case_id]


def _manager(services: Services, team: str) -> str | None:
    working = select(Person.id).where(Person.tenant_id == services.tenant, Person.active)
    query = select(PersonRole.person_id).where(
        PersonRole.tenant_id == services.tenant,
        PersonRole.role == MANAGER,
        PersonRole.scope == team,
        PersonRole.person_id.in_(working),
    )
    return services.session.scalars(query.order_by(PersonRole.person_id)).first()


def _review(services: Services, old: Audit, new: Audit) -> None:
    if old.reviewer and may_review(services, new.month, new, old.reviewer):
        new.reviewer = old.reviewer
        services.session.flush()
    else:
        pair(services, month=new.month)


def _note(services: Services, old: Audit, new: Audit, how: str, by: str) -> None:
    services.session.add(
        AuditChange(
            tenant_id=services.tenant,
            id=uuid4(),
            audit_id=old.id,
            what="audit",
            before=old.reference,
            after=new.reference,
            reason=how,
            by=by,
            at=services.now,
            activity_key=services.activity.key,
        )
    )
    services.session.flush()


HOW: Mapping[str, Callable[[Services, Audit], str]] = {
    "another_case": _another_case,
    "another_manager": _another_manager,
}
