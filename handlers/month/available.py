"""`month.availability`: who audits in a month, who does not, and whom somebody has to decide on."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.registry import handler
from engine.services import Services
from handlers.directory.tables import Person, PersonRole, Team
from handlers.month import staff
from handlers.month.rules import Rules


@handler("month.availability", outputs=("available", "dispensed", "referred", "without_manager"))
def availability(services: Services, *, month: str) -> Mapping[str, object]:
    """Says who is available, dispensed or to be decided on, and which teams have no manager."""
    with services.reading() as session:
        managers = staff.auditors(session, services.tenant)
        people = {one.person.id: one.person for one in managers}
        known = staff.facts(session, services.tenant, people.values(), month, Rules(services))
        said = staff.availability(session, services.tenant, people.values(), month, Rules(services))
        unmanaged = teams_without_manager(session, services.tenant)
    return {
        "available": sum(1 for word in said.values() if word == staff.AVAILABLE),
        "dispensed": [id for id, word in said.items() if word == staff.DISPENSED],
        "referred": [
            _absent(people[id], known[id]) for id, word in said.items() if word == staff.REFER
        ],
        "without_manager": [team.name for team in unmanaged],
    }


def _absent(person: Person, facts: Mapping[str, object]) -> dict[str, object]:
    """Somebody to be decided on: who, and the parts of the month they are away, in per cent."""
    shares = {name: facts[f"{name}_share"] for name in ("sick", "leave", "other")}
    rounded = {name: round(100 * float(str(share))) for name, share in shares.items()}
    return {"person": person.id, "name": person.name, **rounded}


def teams_without_manager(session: Session, tenant: str) -> list[Team]:
    """Teams of the programme that nobody who works here now manages, by name."""
    managed = (
        select(PersonRole.scope)
        .join(
            Person,
            (Person.tenant_id == PersonRole.tenant_id) & (Person.id == PersonRole.person_id),
        )
        .where(PersonRole.tenant_id == tenant, PersonRole.role == staff.MANAGER, Person.active)
    )
    query = select(Team).where(Team.tenant_id == tenant, Team.in_programme, Team.id.not_in(managed))
    return list(session.scalars(query.order_by(Team.name, Team.id)))
