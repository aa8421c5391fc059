"""People and their roles, for whoever looks after them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, or_, select, tuple_
from sqlalchemy.orm import Session

from engine.queries.page import Page, like, page_of
from handlers.access.tables import Appointment
from handlers.directory.tables import Absence, Person, PersonRole, Team


@dataclass(frozen=True)
class PeopleFilters:
    """Each narrows the list: every word in the name, or the staff number; a role they hold."""

    text: str = ""
    role: str = ""
    left: bool = False


def listed_people(session: Session, tenant: str, filters: PeopleFilters, page: int) -> Page[Person]:
    """People by name: those who work here, or those who have left."""
    query = select(Person).where(Person.tenant_id == tenant, Person.active.is_(not filters.left))
    query = _narrowed(query, tenant, filters)
    return page_of(session, query.order_by(Person.name, Person.id), page, 25)


def people_after(
    session: Session, tenant: str, filters: PeopleFilters, after: Sequence[str] | None, most: int
) -> Sequence[Person]:
    """The same by name from one on, which is given by its name and staff number."""
    query = select(Person).where(Person.tenant_id == tenant, Person.active.is_(not filters.left))
    if after is not None:
        query = query.where(tuple_(Person.name, Person.id) > (after[0], after[1]))
    query = _narrowed(query, tenant, filters)
    return session.scalars(query.order_by(Person.name, Person.id).limit(most)).all()


def roles_by_person(
    session: Session, tenant: str, people: Sequence[Person]
) -> dict[str, list[PersonRole]]:
    """The roles of these people today."""
    query = select(PersonRole).where(
        PersonRole.tenant_id == tenant, PersonRole.person_id.in_([one.id for one in people])
    )
    found: dict[str, list[PersonRole]] = {one.id: [] for one in people}
    for row in session.scalars(query.order_by(PersonRole.role, PersonRole.scope)):
        found[row.person_id].append(row)
    return found


def appointments_of(session: Session, tenant: str, person_id: str) -> Sequence[Appointment]:
    """Every role given by hand, the latest first."""
    query = select(Appointment).where(
        Appointment.tenant_id == tenant, Appointment.person_id == person_id
    )
    return session.scalars(query.order_by(Appointment.starts_on.desc(), Appointment.role)).all()


def ids_named(session: Session, tenant: str, text: str, most: int = 50) -> list[str]:
    """The staff numbers of those who have all of the words in their name, or of that number;
    also of people who have left."""
    query = _narrowed(select(Person), tenant, PeopleFilters(text))
    found = session.scalars(query.where(Person.tenant_id == tenant).limit(most))
    return [text, *(one.id for one in found)]


def teams(session: Session, tenant: str) -> dict[str, str]:
    """The names of all teams by id, by name."""
    query = select(Team.id, Team.name).where(Team.tenant_id == tenant)
    return {id_: name for id_, name in session.execute(query.order_by(Team.name))}


def absences_of(session: Session, tenant: str, person_id: str, today: date) -> Sequence[Absence]:
    """When somebody is away, from today on."""
    query = select(Absence).where(
        Absence.tenant_id == tenant, Absence.person_id == person_id, Absence.ends_on >= today
    )
    return session.scalars(query.order_by(Absence.starts_on)).all()


def _narrowed(query: Select[Person], tenant: str, filters: PeopleFilters) -> Select[Person]:
    for word in filters.text.split()[:5]:
        named = Person.name.ilike(like(word), escape="/")
        query = query.where(or_(named, Person.id == word))
    if filters.role:
        holders = select(PersonRole.person_id).where(
            PersonRole.tenant_id == tenant, PersonRole.role == filters.role
        )
        query = query.where(Person.id.in_(holders))
    return query
