"""`directory.districts`: the districts that may have a new version of a policy first."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.registry import Grouping
from handlers.directory.reading import person, team
from handlers.directory.tables import Team


def of_team(row: Team) -> str:
    """The district of a team; that of services of a whole area is the area."""
    return row.district or row.area


def district_of(session: Session, tenant: str, team_id: str | None) -> str | None:
    """The district of the team of this id; None when there is no such team."""
    row = team(session, tenant, team_id)
    return of_team(row) if row is not None else None


def districts(session: Session, tenant: str) -> list[str]:
    """Every district with a team in the programme, by name."""
    query = select(Team).where(Team.tenant_id == tenant, Team.in_programme)
    return sorted({of_team(row) for row in session.scalars(query)})


def of_person(session: Session, tenant: str, person_id: str) -> str | None:
    """Where somebody works; None for somebody without a team."""
    found = person(session, tenant, person_id)
    return district_of(session, tenant, found.team_id) if found is not None else None


DISTRICTS = Grouping("directory.districts", districts, of_person)
