"""Reading the two sides of a pairing from the directory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.absences.away import away_on
from handlers.caseload.tables import ChildCase
from handlers.directory.tables import Person, PersonRole, Team
from handlers.pairing.facts import Candidate, Side
from handlers.records.audits import Audit

Row = TypeVar("Row", ChildCase, Person, Team)


def side(
    audit: Audit, auditor: Person, case: ChildCase, team: Team | None, command: frozenset[str]
) -> Side:
    """The side of an audit, for those it concerns."""
    involved = {case.social_worker, *case.previous_workers}
    return Side(
        auditor.id,
        auditor.team_id,
        auditor.line_manager,
        team.service_manager if team is not None else None,
        frozenset(filter(None, (case.iro, case.cp_chair))),
        frozenset(filter(None, involved)),
        team.district if team is not None else "",
        command,
        audit.category,
    )


def side_of(session: Session, audit: Audit) -> Side:
    """The side of an audit that exists."""
    [found] = sides_of(session, [audit])
    return found


def sides_of(session: Session, audits: Sequence[Audit]) -> list[Side]:
    """The sides of audits that exist, in their order."""
    if not audits:
        return []
    tenant = audits[0].tenant_id
    cases = _by_id(session, ChildCase, tenant, [audit.case_id for audit in audits])
    auditors = _by_id(session, Person, tenant, [audit.auditor for audit in audits])
    teams = _by_id(session, Team, tenant, [case.team_id for case in cases.values()])
    managers = _managers(session, tenant)
    return [
        side(
            one,
            auditors[one.auditor],
            cases[one.case_id],
            teams.get(cases[one.case_id].team_id),
            above(one.auditor, managers),
        )
        for one in audits
    ]


def above(person: str, managers: Mapping[str, str]) -> frozenset[str]:
    """A person's line manager, theirs, and so on up; a circle ends where it began."""
    found: set[str] = set()
    while (manager := managers.get(person)) is not None and manager not in found:
        found.add(manager)
        person = manager
    return frozenset(found)


def _managers(session: Session, tenant: str) -> dict[str, str]:
    query = select(Person.id, Person.line_manager).where(Person.tenant_id == tenant)
    return {person: manager for person, manager in session.execute(query) if manager}


def _by_id(session: Session, table: type[Row], tenant: str, ids: Sequence[str]) -> dict[str, Row]:
    query = select(table).where(table.tenant_id == tenant, table.id.in_(ids))
    return {row.id: row for row in session.scalars(query)}


def candidates(session: Session, tenant: str, role: str, today: date) -> list[Candidate]:
    """Everybody with a role, by id; absent when an absence covers today."""
    return candidates_for(session, tenant, role, away_on(session, tenant, today))


def candidates_for(
    session: Session, tenant: str, role: str, absent: Collection[str]
) -> list[Candidate]:
    """Everybody with a role, by id, those in `absent` marked so."""
    held = _roles(session, tenant)
    query = select(Person).where(Person.tenant_id == tenant, Person.active)
    places, none = _districts(session, tenant), frozenset[str]()
    return [
        Candidate(
            one.id, one.name, one.team_id, places.get(one.id, none), one.id in absent, held[one.id]
        )
        for one in session.scalars(query.order_by(Person.id))
        if role in held.get(one.id, none)
    ]


def _roles(session: Session, tenant: str) -> dict[str, frozenset[str]]:
    """Every role each person holds, wherever."""
    found: dict[str, set[str]] = defaultdict(set)
    query = select(PersonRole.person_id, PersonRole.role).where(PersonRole.tenant_id == tenant)
    for person, role in session.execute(query):
        found[person].add(role)
    return {person: frozenset(roles) for person, roles in found.items()}


def _districts(session: Session, tenant: str) -> dict[str, frozenset[str]]:
    """The districts each person works in: their team's, and those their roles are for."""
    teams = dict(
        session.execute(select(Team.id, Team.district).where(Team.tenant_id == tenant)).all()
    )
    found: dict[str, set[str]] = {}
    scopes = select(PersonRole.person_id, PersonRole.scope).where(PersonRole.tenant_id == tenant)
    own = select(Person.id, Person.team_id).where(Person.tenant_id == tenant)
    for person, place in [*session.execute(scopes), *session.execute(own)]:
        if place:
            found.setdefault(person, set()).add(teams.get(place, place))
    return {person: frozenset(filter(None, places)) for person, places in found.items()}
