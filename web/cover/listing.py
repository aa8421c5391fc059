"""Whose cover a person sees and may arrange."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.cover.reading import all_covers, covers
from handlers.cover.tables import Cover
from handlers.directory.reading import people
from handlers.directory.tables import Person
from web.access.actor import Actor
from web.named import roles_named

ARRANGERS = "cover_arrangers"


def arrangers() -> list[str]:
    """The roles whose holders arrange cover for anybody: as the bundles say, and administrators."""
    return [*roles_named(ARRANGERS), "admin"]


def arrangeable(session: Session, tenant: str, actor: Actor) -> Sequence[Person]:
    """The people for whom this person may arrange cover: themselves first, then by name."""
    if actor.has(*arrangers()):
        found = list(people(session, tenant))
    else:
        own = (Person.id == actor.person) | (Person.line_manager == actor.person)
        query = select(Person).where(Person.tenant_id == tenant, Person.active, own)
        found = list(session.scalars(query.order_by(Person.name, Person.id)))
    return sorted(found, key=lambda one: one.id != actor.person)


def shown(
    session: Session, tenant: str, actor: Actor, own: Sequence[Person], today: date
) -> Sequence[Cover]:
    """The covers from today on that this person may see."""
    if actor.has(*arrangers()):
        return all_covers(session, tenant, today)
    return covers(session, tenant, [actor.person, *(one.id for one in own)], today)
