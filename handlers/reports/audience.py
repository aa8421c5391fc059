"""Who reads which report, by the bundle's table `report_audience` and the roles people hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.registry import handler
from engine.services import Services
from handlers.directory.tables import Person, PersonRole, Team
from handlers.reports.showing import Places

TABLE = "report_audience"
ALL, AREA, DISTRICT = "all", "area", "district"
Decide = Callable[[str, Mapping[str, object]], object]


@dataclass(frozen=True)
class Reads:
    """What a role may read of a report, whether its holders are told, and whether they make it."""

    reads: str
    letter: bool
    makes: bool


@handler("reports.people", outputs=("people",))
def people(services: Services, *, roles: list[str]) -> Mapping[str, object]:
    """Finds who holds each of these roles for the whole council; null for one nobody holds."""
    with services.reading() as session:
        found = {role: holder(session, services.tenant, role, "") for role in roles}
    return {"people": found}


def readers(session: Session, tenant: str, decide: Decide, report: str) -> list[str]:
    """The people who are told of such a report, by the table."""
    held = _held(session, tenant)
    asked = {role: reads(decide, report, role) for role in {role for _, role, _ in held}}
    return sorted({person for person, role, _ in held if asked[role].letter})


def reads(decide: Decide, report: str, role: str) -> Reads:
    """What the table says of a role."""
    said = decide(TABLE, {"report": report, "role": role})
    given = said if isinstance(said, Mapping) else {}
    return Reads(
        str(given.get("reads", "none")), given.get("letter") is True, given.get("makes") is True
    )


def makes(decide: Decide, report: str, role: str) -> bool:
    """Whether holders of the role make such reports, and so see them before they are published."""
    return reads(decide, report, role).makes


def readable(
    decide: Decide, report: str, roles: Iterable[tuple[str, str]], teams: Iterable[Team]
) -> Places:
    """The places whose figures somebody with these roles (role, scope) may read: None for all,
    an empty list for none. A role held for the whole council reads all of it."""
    places: set[tuple[str, str | None]] = set()
    areas = {team.area for team in teams}
    of_district = {team.district: team.area for team in teams if team.district}
    for role, scope in roles:
        width = reads(decide, report, role).reads
        if width == ALL or (width in (AREA, DISTRICT) and not scope):
            return None
        if scope in areas and width in (AREA, DISTRICT):
            places.add((scope, None if width == AREA else ""))
        elif scope in of_district and width in (AREA, DISTRICT):
            places.add((of_district[scope], scope))
    return sorted(places, key=str)


def holder(session: Session, tenant: str, role: str, scope: str) -> str | None:
    """The first, by id, who holds a role for this scope, else for the whole council; for scope ""
    whoever holds it at all. None when nobody does."""
    held = sorted((one, its) for one, of, its in _held(session, tenant) if of == role)
    exact = [one for one, its in held if its == scope]
    whole = [one for one, its in held if not its or not scope]
    return next(iter([*exact, *whole]), None)


def _held(session: Session, tenant: str) -> list[tuple[str, str, str]]:
    query = (
        select(PersonRole.person_id, PersonRole.role, PersonRole.scope)
        .join(
            Person,
            (Person.tenant_id == PersonRole.tenant_id) & (Person.id == PersonRole.person_id),
        )
        .where(PersonRole.tenant_id == tenant, Person.active)
    )
    return [(person, role, scope) for person, role, scope in session.execute(query)]
