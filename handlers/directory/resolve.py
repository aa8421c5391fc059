"""`directory.resolve` and `directory.officers`: from a role to people, for one audit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from engine.errors import BpmnError
from engine.registry import handler
from engine.services import Services
from handlers.caseload.tables import ChildCase
from handlers.directory.reading import team
from handlers.directory.tables import Person, PersonRole, Team
from handlers.leavers.reading import carried_on, carriers
from handlers.pairing.facts import pair_facts
from handlers.pairing.people import candidates, side_of
from handlers.records.audits import Audit
from handlers.records.finding import audit_of

OWN_PART = {
    "team_manager": "auditor",
    "auditor": "auditor",
    "peer_reviewer": "reviewer",
    "reviewer": "reviewer",
    "social_worker": "social_worker",
    "service_manager": "service_manager",
    "officer": "officer",
}

LINE_MANAGER = "line_manager"
_HELD = (
    select(PersonRole.person_id, PersonRole.scope)
    .join(
        Person,
        (Person.tenant_id == PersonRole.tenant_id) & (Person.id == PersonRole.person_id),
    )
    .where(PersonRole.tenant_id == bindparam("of"), PersonRole.role == bindparam("role"))
    .where(Person.active)
)


@handler("directory.resolve", outputs=("person",))
def resolve(
    services: Services, *, role: str, audit: str, required: bool = False
) -> Mapping[str, object]:
    """Finds who holds a role for this audit; null when nobody does.

    With `required` that is the error `role_without_person`, for a boundary event to catch.
    """
    with services.reading() as session:
        found = holders(session, audit_of(session, services.tenant, audit), role)
    if required and not found:
        raise BpmnError("role_without_person", f"Nobody holds the role {role}.")
    return {"person": found[0] if found else None}


@handler("directory.officers", outputs=("officers",))
def officers(services: Services, *, audit: str, role: str) -> Mapping[str, object]:
    """Lists who holds a role and is free of conflicts with this audit, the most suitable first."""
    with services.reading() as session:
        row = audit_of(session, services.tenant, audit)
        free = able_officers(session, services, row, role)
    return {"officers": [{"value": id, "label": name} for name, id in free]}


def able_officers(
    session: Session, services: Services, audit: Audit, role: str
) -> list[tuple[str, str]]:
    """Who holds the role and is free of conflicts, the most suitable first: name and id."""
    side = side_of(session, audit)
    busy = {audit.reviewer, *carriers(session, audit.tenant_id, audit.reference)}
    scored = [
        (services.decide("pairing", pair_facts(side, candidate)), candidate)
        for candidate in candidates(session, services.tenant, role, services.now.date())
        if candidate.id not in busy
    ]
    free = [(score, one.name, one.id) for score, one in scored if isinstance(score, int | float)]
    return [(name, id) for _, name, id in sorted(free)]


def holders(session: Session, audit: Audit, role: str) -> list[str]:
    """Who holds a role for an audit: its own people, else those of the nearest scope.

    A role held for the case's team comes before one for its district, its area, and all of it.
    """
    if role == LINE_MANAGER:
        return _line_manager(session, audit)
    if role in OWN_PART:
        return _own(session, audit, OWN_PART[role])
    case = session.get_one(ChildCase, (audit.tenant_id, audit.case_id))
    return nearest(
        held(session, audit.tenant_id, role), team(session, audit.tenant_id, case.team_id)
    )


def _own(session: Session, audit: Audit, part: str) -> list[str]:
    """The person of the audit; once they have left, who carries on for them, or nobody. The place
    of the Service Manager is taken by whoever manages the service of the case now."""
    own = [getattr(audit, part)]
    if part == "service_manager" and own[0]:
        case = session.get_one(ChildCase, (audit.tenant_id, audit.case_id))
        of = team(session, audit.tenant_id, case.team_id)
        own.append(of.service_manager if of is not None else None)
    known = (_known(session, audit.tenant_id, one) for one in own)
    there = [one.id for one in known if one is not None and one.active]
    left = [one for one in own if one] if not there else []
    return there[:1] or [*carried_on(session, audit.tenant_id, left, audit.reference).values()][:1]


def _known(session: Session, tenant: str, person: str | None) -> Person | None:
    return session.get(Person, (tenant, person)) if person else None


def _line_manager(session: Session, audit: Audit) -> list[str]:
    """The auditor's line manager in the directory, else the accountable Service Manager (A17)."""
    auditor = session.get(Person, (audit.tenant_id, audit.auditor))
    above = _known(session, audit.tenant_id, auditor.line_manager) if auditor else None
    if above is not None and above.active:
        return [above.id]
    return _own(session, audit, "service_manager")


def nearest(held: Sequence[tuple[str, str]], of: Team | None) -> list[str]:
    """The people with the narrowest scope that covers the team; `held` is (person, scope)."""
    narrowest_first = [of.id, of.district, of.area] if of is not None else []
    for scope in [*filter(None, narrowest_first), ""]:
        found = sorted(person for person, its in held if its == scope)
        if found:
            return found
    return []


def held(session: Session, tenant: str, role: str) -> list[tuple[str, str]]:
    """Everybody who works here and holds a role, with the scope they hold it for."""
    which = {"of": tenant, "role": role}
    return [(person, name) for person, name in session.execute(_HELD, which)]
