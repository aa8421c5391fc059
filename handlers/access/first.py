"""The first administrator: given by whoever set the installation up, while there is none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.errors import AlreadyDone
from handlers.access.holders import KEEPS_THE_DOOR
from handlers.access.people import Newcomer, PersonRefused, add
from handlers.access.roles import Act, Wanted, give
from handlers.directory.reading import person
from handlers.directory.tables import Person, PersonRole

FIRST_SET_UP = "first set-up"


def administered(session: Session, tenant: str) -> bool:
    """Whether somebody who works here is an administrator."""
    query = (
        select(PersonRole.person_id)
        .join(Person, (Person.tenant_id == tenant) & (Person.id == PersonRole.person_id))
        .where(PersonRole.tenant_id == tenant, PersonRole.role == KEEPS_THE_DOOR, Person.active)
        .limit(1)
    )
    return session.scalars(query).first() is not None


def first_administrator(
    session: Session, tenant: str, wanted: Newcomer, act: Act, allows: Callable[[str], bool]
) -> Person:
    """Make them the administrator; into the directory too, unless they are there with this address.

    Raises AlreadyDone when there is an administrator, PersonRefused when they cannot be added so.
    """
    if administered(session, tenant):
        raise AlreadyDone(None, None, "There is an administrator already.")
    act = replace(act, by=FIRST_SET_UP)
    known = _known(session, tenant, wanted)
    row = known or add(session, tenant, wanted, act, allows)
    give(session, tenant, Wanted(row.id, KEEPS_THE_DOOR, "", act.today, None), act)
    return row


def _known(session: Session, tenant: str, wanted: Newcomer) -> Person | None:
    """Whoever has this staff number, if it is them: the directory may have come first."""
    found = person(session, tenant, wanted.id)
    if found is None or not found.active:
        return None
    if found.email.lower() != wanted.email.lower():
        raise PersonRefused("email", "The directory has another address for this staff number")
    return found
