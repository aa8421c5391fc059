"""Who answers for somebody: their line manager, or who stands in when there is none."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from handlers.directory.reading import team
from handlers.directory.resolve import held, nearest
from handlers.directory.tables import Person, PersonRole, Team

DIRECTOR, MANAGER = "assistant_director", "team_manager"


@dataclass(frozen=True)
class Managers:
    """Who works here now, and who holds the role of Assistant Director for which scope."""

    active: Collection[str]
    directors: Sequence[tuple[str, str]]

    def of(self, person: str, line_manager: str | None, of: Team | None) -> str | None:
        """The line manager, else the Service Manager of the team, else the nearest Assistant
        Director. None when none of them works here."""
        accountable = of.service_manager if of is not None else None
        above = [line_manager, accountable, *nearest(self.directors, of)]
        there = [one for one in above if one in self.active and one != person]
        return there[0] if there else None


def managers(session: Session, tenant: str) -> Managers:
    """Who may answer for somebody, as the directory is now."""
    query = select(Person.id).where(Person.tenant_id == tenant, Person.active)
    return Managers(frozenset(session.scalars(query)), held(session, tenant, DIRECTOR))


def stands_in_for(session: Session, tenant: str, director: str) -> list[str]:
    """The people for whom an Assistant Director answers, because nobody below them does."""
    above = managers(session, tenant)
    if director not in {one for one, _ in above.directors}:
        return []
    unmanaged = or_(Person.line_manager.is_(None), Person.line_manager.not_in(above.active))
    query = select(Person).where(Person.tenant_id == tenant, Person.active, unmanaged)
    return [
        one.id
        for one in session.scalars(query.order_by(Person.id))
        if above.of(one.id, one.line_manager, team_of(session, one)) == director
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
