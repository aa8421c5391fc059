"""Who answers for somebody: their line manager, or who stands in when there is none.

The role that stands in last is a parameter of the bundle, `FALLS_TO`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from handlers.directory.reading import team
from handlers.directory.resolve import held, nearest
from handlers.directory.tables import Person, PersonRole, Team

FALLS_TO, MANAGER = "line_management_falls_to", "team_manager"


@dataclass(frozen=True)
class Managers:
    """Who works here now, and who holds the role that answers last, for which scope."""

    active: Collection[str]
    directors: Sequence[tuple[str, str]]

    def of(self, person: str, line_manager: str | None, of: Team | None) -> str | None:
        """The line manager, else the Service Manager of the team, else the nearest holder of the
        role that answers last. None when none of them works here."""
        accountable = of.service_manager if of is not None else None
        above = [line_manager, accountable, *nearest(self.directors, of)]
        there = [one for one in above if one in self.active and one != person]
        return there[0] if there else None


def managers(session: Session, tenant: str, roles: Collection[str]) -> Managers:
    """Who may answer for somebody, as the directory is now; at last a holder of `roles`."""
    query = select(Person.id).where(Person.tenant_id == tenant, Person.active)
    last = [each for role in roles for each in held(session, tenant, role)]
    return Managers(frozenset(session.scalars(query)), last)


def last_in_line(parameters: Mapping[str, object]) -> list[str]:
    """The roles that answer for whom nobody else does; none when the bundle names none."""
    named = parameters.get(FALLS_TO)
    return [str(one) for one in named] if isinstance(named, list) else []


def stands_in_for(session: Session, tenant: str, last: str, roles: Collection[str]) -> list[str]:
    """The people for whom a holder of `roles` answers, because nobody below them does."""
    above = managers(session, tenant, roles)
    if last not in {one for one, _ in above.directors}:
        return []
    unmanaged = or_(Person.line_manager.is_(None), Person.line_manager.not_in(above.active))
    query = select(Person).where(Person.tenant_id == tenant, Person.active, unmanaged)
    return [
        one.id
        for one in session.scalars(query.order_by(Person.id))
        if above.of(one.id, one.line_manager, team_of(session, one)) == last
    ]


def team_of(session: Session, person: Person) -> Team | None:
    """The team somebody manages, else the one they belong to."""
    query = select(PersonRole.scope).where(
        PersonRole.tenant_id == person.tenant_id,
        PersonRole.person_id == person.id,
        PersonRole.role == MANAGER,
    )
    managed = sorted(session.scalars(query))
    return team(session, person.tenant_id, managed[0] if managed else None) or team(
        session, person.tenant_id, person.team_id
    )
