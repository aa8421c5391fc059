"""Looking people up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from engine.clock import Clock, SystemClock
from engine.database import Database
from engine.queries.page import like
from handlers.access.tables import Appointment
from handlers.directory.tables import Person, PersonRole, Team

# What was given by hand counts to the day, also before the worker has tidied up after midnight.
_RUNS = (Appointment.starts_on <= bindparam("today")) & or_(
    Appointment.ends_on.is_(None), Appointment.ends_on >= bindparam("today")
)
_ROLES = (
    select(PersonRole.role)
    .join(
        Person,
        (Person.tenant_id == PersonRole.tenant_id) & (Person.id == PersonRole.person_id),
    )
    .outerjoin(
        Appointment,
        (Appointment.tenant_id == PersonRole.tenant_id)
        & (Appointment.id == PersonRole.appointment_id),
    )
    .where(Person.tenant_id == bindparam("of"), Person.id == bindparam("id"), Person.active)
    .where(or_(PersonRole.appointment_id.is_(None), _RUNS))
)
HERE = ZoneInfo("Europe/London")
_THESE = (
    Person.tenant_id == bindparam("of"),
    Person.id.in_(bindparam("ids", expanding=True)),
)
_NAMES, _PEOPLE = select(Person.id, Person.name).where(*_THESE), select(Person).where(*_THESE)


def person(session: Session, tenant: str, person_id: str) -> Person | None:
    """One person, also when they have left; None when there never was one."""
    return session.get(Person, (tenant, person_id))


def people_by_id(session: Session, tenant: str, ids: Iterable[str]) -> dict[str, Person]:
    """Those people, also when they have left, in one statement; who never was is left out."""
    wanted = {"of": tenant, "ids": list(dict.fromkeys(ids))}
    found = session.scalars(_PEOPLE, wanted) if wanted["ids"] else ()
    return {one.id: one for one in found}


def people(session: Session, tenant: str, *, role: str | None = None) -> Sequence[Person]:
    """The people who work here now, by name; with `role`, only those who hold it for any scope."""
    query = select(Person).where(Person.tenant_id == tenant, Person.active)
    if role is not None:
        holders = select(PersonRole.person_id).where(
            PersonRole.tenant_id == tenant, PersonRole.role == role
        )
        query = query.where(Person.id.in_(holders))
    return session.scalars(query.order_by(Person.name, Person.id)).all()


def holders(session: Session, tenant: str, roles: Sequence[str]) -> list[tuple[str, str]]:
    """Everybody who works here now and holds one of the roles: id and address, by id."""
    found = {one.id: one.email for role in roles for one in people(session, tenant, role=role)}
    return sorted(found.items())


def named(session: Session, tenant: str, text: str, most: int = 10) -> Sequence[Person]:
    """The people who work here now and have every word of the text in their name, by name."""
    query = select(Person).where(Person.tenant_id == tenant, Person.active)
    for word in text.split()[:5]:
        query = query.where(Person.name.ilike(like(word), escape="/"))
    return session.scalars(query.order_by(Person.name, Person.id).limit(most)).all()


def roles_of(session: Session, tenant: str, person_id: str) -> Sequence[PersonRole]:
    """The roles somebody holds, with their scopes."""
    query = select(PersonRole).where(
        PersonRole.tenant_id == tenant, PersonRole.person_id == person_id
    )
    return session.scalars(query.order_by(PersonRole.role, PersonRole.scope)).all()


def team(session: Session, tenant: str, team_id: str | None) -> Team | None:
    """One team; None for none."""
    return session.get(Team, (tenant, team_id)) if team_id else None


def names(session: Session, tenant: str, ids: Sequence[str | None]) -> dict[str, str]:
    """The names of these people by id; ids that are None or unknown are left out."""
    wanted = {"of": tenant, "ids": list({one for one in ids if one})}
    return {id_: name for id_, name in session.execute(_NAMES, wanted)}


def address_of(database: Database, tenant: str) -> Callable[[str], str | None]:
    """The address of somebody who works here; None for somebody who does not."""

    def address(person_id: str) -> str | None:
        with database.read() as session:
            found = person(session, tenant, person_id)
            return found.email if found is not None and found.active else None

    return address


def groups_of(
    database: Database, tenant: str, clock: Clock | None = None
) -> Callable[[str], frozenset[str]]:
    """The groups of candidates somebody is in: their roles today, none once they have left."""
    time = clock or SystemClock()

    def groups(person_id: str) -> frozenset[str]:
        today = time.now().astimezone(HERE).date()
        which = {"of": tenant, "id": person_id, "today": today}
        with database.glance() as connection:
            return frozenset(connection.scalars(_ROLES, which))

    return groups
