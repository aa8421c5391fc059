"""Who may look after incidents."""

from __future__ import annotations

from sqlalchemy.orm import Session

from handlers.directory.reading import people
from web.parts import parts

ROLE = "admin"
NOT_ONE = "Choose an administrator who works here"


def administrators(session: Session, tenant: str) -> dict[str, str]:
    """Their names by id, in the order of the names."""
    return {one.id: one.name for one in people(session, tenant, role=ROLE)}


def is_administrator(person: str) -> bool:
    """Whether they are one today."""
    return ROLE in parts().groups_of(person)
