"""`leavers.candidates` and `leavers.hand_on`: who may carry on, and who does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.registry import handler
from engine.services import Services
from handlers.caseload.tables import ChildCase
from handlers.directory.above import last_in_line, managers, team_of
from handlers.directory.in_charge import first_held
from handlers.directory.reading import people_by_id, team
from handlers.directory.resolve import able_officers, held, nearest
from handlers.directory.tables import Person, Team
from handlers.leavers.reading import carriers
from handlers.leavers.tables import Handover
from handlers.records.audits import Audit

ABOVE, OFFICER, ACCOUNTABLE = "manager_above", "pdo", "service_manager"
INDEPENDENT = ("reviewer", "officer")


@handler("leavers.candidates", outputs=("people", "first", "asked"))
def candidates(
    services: Services, *, handover: str, roles: list[str], asked: list[str]
) -> Mapping[str, object]:
    """Lists who may carry on, in the order of the roles; `first` is the first of them, or null.

    "manager_above" is who answers for the person; other roles are looked up for the audit's
    case, else for all of the council. Whoever has a part in the audit already is left out.
    `asked` is who decides: of the first of these roles that somebody holds, or null.
    """
    with services.reading() as session:
        row = session.get_one(Handover, (services.tenant, UUID(handover)))
        audit = audit_about(session, row)
        barred = _barred(session, row, audit)
        found = [one for role in roles for one in _holding(session, services, row, audit, role)]
        able = [one for one in dict.fromkeys(found) if one not in barred]
        known = people_by_id(session, services.tenant, able)
        _, decides = first_held(session, services.tenant, asked) if asked else ("", [])
    people = [{"value": one, "label": known[one].name} for one in able]
    return {
        "people": people,
        "first": able[0] if able else None,
        "asked": decides[0] if decides else None,
    }


@handler("leavers.hand_on")
def hand_on(
    services: Services, *, handover: str, to: str | None = None, by: str = "system"
) -> None:
    """Notes who carries on; nobody needs to when `to` is null. What was decided stays."""
    row = services.session.get_one(Handover, (services.tenant, UUID(handover)))
    if row.decided_at is None:
        row.carried_on_by, row.decided_by, row.decided_at = to, by, services.now


def audit_about(session: Session, row: Handover) -> Audit | None:
    """The audit a matter is about; None when it is about something else."""
    query = select(Audit).where(Audit.tenant_id == row.tenant_id, Audit.reference == row.matter)
    return session.scalars(query).one_or_none()


def _holding(
    session: Session, services: Services, row: Handover, audit: Audit | None, role: str
) -> Iterator[str]:
    if role == ABOVE:
        leaver = session.get_one(Person, (row.tenant_id, row.person))
        last = last_in_line(services.parameters)
        of, above = team_of(session, leaver), managers(session, row.tenant_id, last)
        yield from filter(None, [above.of(leaver.id, leaver.line_manager, of)])
        return
    if role == OFFICER and audit is not None:
        yield from (one for _, one in able_officers(session, services, audit, role))
        return
    of = _team(session, audit)
    there = held(session, row.tenant_id, role)
    if role == ACCOUNTABLE and of is not None:
        yield from (one for one, _ in there if one == of.service_manager)
    yield from nearest(there, of)


def _team(session: Session, audit: Audit | None) -> Team | None:
    if audit is None:
        return None
    case = session.get_one(ChildCase, (audit.tenant_id, audit.case_id))
    return team(session, audit.tenant_id, case.team_id)


def _barred(session: Session, row: Handover, audit: Audit | None) -> Sequence[str | None]:
    """The person themselves, and who has a part of their own: nobody reviews their own work."""
    if audit is None:
        return [row.person]
    own: list[Any] = [audit.auditor, audit.reviewer, audit.social_worker, audit.officer]
    accountable = [audit.service_manager] if row.part in INDEPENDENT else []
    return [row.person, *own, *accountable, *carriers(session, row.tenant_id, row.matter)]
