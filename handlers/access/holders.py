"""Who holds which role: the ones that hang on one person, and the ones that nobody has."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from handlers.directory.roles import ROLES
from handlers.directory.tables import Person, PersonRole

# Without anybody in this role, nobody could give it to anybody.
KEEPS_THE_DOOR = "admin"


@dataclass(frozen=True)
class Held:
    """A role with how many people hold it; `only` is the one person when it is one."""

    role: str
    people: int
    only: str | None


def held_roles(session: Session, tenant: str) -> list[Held]:
    """Every role there is, also those that nobody holds, by name."""
    query = (
        select(PersonRole.role, func.count(PersonRole.person_id.distinct()), func.min(Person.id))
        .join(Person, (Person.tenant_id == tenant) & (Person.id == PersonRole.person_id))
        .where(PersonRole.tenant_id == tenant, Person.active)
        .group_by(PersonRole.role)
    )
    found = {
        role: Held(role, number, only if number == 1 else None)
        for role, number, only in session.execute(query)
    }
    return [found.get(role, Held(role, 0, None)) for role in sorted({*ROLES, *found})]


def only_holder(session: Session, tenant: str, role: str) -> str | None:
    """The one person who holds it; None when several or none do."""
    query = (
        select(PersonRole.person_id)
        .join(Person, (Person.tenant_id == tenant) & (Person.id == PersonRole.person_id))
        .where(PersonRole.tenant_id == tenant, PersonRole.role == role, Person.active)
        .distinct()
        .limit(2)
    )
    found = session.scalars(query).all()
    return found[0] if len(found) == 1 else None
