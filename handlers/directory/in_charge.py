"""`directory.in_charge`: who does something for the whole council, or who else does it."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from engine.registry import handler
from engine.services import Services
from handlers.directory.reading import people


@handler("directory.in_charge", outputs=("role", "people", "stand_in"))
def in_charge(services: Services, *, roles: list[str]) -> Mapping[str, object]:
    """Finds the first of these roles that somebody holds, and who holds it.

    `stand_in` is a person when that is not the first role: a user task for the first role's group
    goes to them. Without anybody at all it stays with the group until somebody has the role.
    """
    with services.reading() as session:
        role, found = first_held(session, services.tenant, roles)
    return {"role": role, "people": found, "stand_in": found[0] if role != roles[0] else None}


def first_held(session: Session, tenant: str, roles: list[str]) -> tuple[str, list[str]]:
    """The first role that somebody holds, with its holders; the first, with none, if nobody."""
    for role in roles:
        found = [person.id for person in people(session, tenant, role=role)]
        if found:
            return role, found
    return roles[0], []
