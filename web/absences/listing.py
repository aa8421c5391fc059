"""The lists of absences and dispensations: one's own, of people one answers for, or all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, or_, select, true
from sqlalchemy.orm import Session

from engine.queries import Page
from engine.queries.page import SIZE, like, page_of
from engine.tables import UserTask
from handlers.absences.tables import AbsenceReport, Dispensation
from handlers.directory.above import FALLS_TO, stands_in_for
from handlers.directory.reading import names
from handlers.directory.tables import Person, PersonRole, Team
from web.access.actor import Actor
from web.named import roles_named

READERS = "absence_readers"
T = TypeVar("T")


@dataclass(frozen=True)
class AbsenceFilters:
    """`text` anywhere in the name; `month` as "2026-12"; `outcome` exactly; `over` shows absences
    that are over as well."""

    text: str = ""
    month: str = ""
    outcome: str = ""
    over: bool = False

    @classmethod
    def of(cls, arguments: Mapping[str, str]) -> AbsenceFilters:
        """Read the address."""
        given = {
            name: arguments.get(name, "").strip()[:60] for name in ("text", "month", "outcome")
        }
        return cls(given["text"], given["month"], given["outcome"], arguments.get("over") == "yes")

    @property
    def narrowed(self) -> bool:
        """Whether the person asked for some of the list only."""
        return bool(self.text or self.month or self.outcome)


def theirs(session: Session, actor: Actor, tenant: str) -> ColumnElement[bool]:
    """The people whose absences somebody may see: themselves, those they answer for, or all.

    Who answers last answers for those whom nobody else does as well.
    """
    if actor.has(*roles_named(READERS)):
        return true()
    managed = (
        select(PersonRole.person_id)
        .join(Team, (Team.tenant_id == tenant) & (Team.id == PersonRole.scope))
        .where(PersonRole.tenant_id == tenant, PersonRole.role == "team_manager")
        .where(Team.service_manager == actor.person)
    )
    mine = (Person.id == actor.person, Person.line_manager == actor.person, Person.id.in_(managed))
    return or_(
        *mine, Person.id.in_(stands_in_for(session, tenant, actor.person, roles_named(FALLS_TO)))
    )


def absences(
    session: Session, tenant: str, actor: Actor, filters: AbsenceFilters, today: date, page: int
) -> Page[AbsenceReport]:
    """One page of absences, the latest first; those that are over only when asked for."""
    query = _of_people(session, select(AbsenceReport), AbsenceReport, tenant, actor, filters)
    if not filters.over:
        query = query.where(AbsenceReport.ends_on >= today)
    query = query.order_by(AbsenceReport.starts_on.desc(), AbsenceReport.id)
    return page_of(session, query, page, SIZE)


def dispensations(
    session: Session, tenant: str, actor: Actor, filters: AbsenceFilters, page: int
) -> Page[Dispensation]:
    """One page of what was decided for people and months, the latest month first."""
    query = _of_people(session, select(Dispensation), Dispensation, tenant, actor, filters)
    if filters.month:
        query = query.where(Dispensation.month == filters.month)
    if filters.outcome:
        query = query.where(Dispensation.outcome == filters.outcome)
    query = query.order_by(Dispensation.month.desc(), Dispensation.at.desc(), Dispensation.id)
    return page_of(session, query, page, SIZE)


def answered_for(session: Session, tenant: str, person: str) -> Sequence[Person]:
    """The people whose line manager somebody is, or in whose place they stand, by name."""
    instead = Person.id.in_(stands_in_for(session, tenant, person, roles_named(FALLS_TO)))
    mine = or_(Person.line_manager == person, instead)
    query = select(Person).where(Person.tenant_id == tenant, Person.active, mine)
    return session.scalars(query.order_by(Person.name, Person.id)).all()


def known_names(session: Session, tenant: str, rows: Sequence[Any]) -> dict[str, str]:
    """The names of everybody in some rows of either list, by id."""
    return names(session, tenant, [id for row in rows for id in (row.person_id, row.by)])


def waits(session: Session, tenant: str, rows: Sequence[AbsenceReport]) -> dict[Any, str]:
    """What each absence waits for now, by its process: the user task's name."""
    query = select(UserTask.instance_id, UserTask.name).where(
        UserTask.tenant_id == tenant,
        UserTask.state == "open",
        UserTask.instance_id.in_([row.instance_id for row in rows]),
    )
    return {instance: name for instance, name in session.execute(query)}


def _of_people(
    session: Session,
    query: Select[T],
    table: Any,
    tenant: str,
    actor: Actor,
    filters: AbsenceFilters,
) -> Select[T]:
    query = query.join(Person, (Person.tenant_id == tenant) & (Person.id == table.person_id))
    query = query.where(table.tenant_id == tenant, theirs(session, actor, tenant))
    if filters.text:
        query = query.where(Person.name.ilike(like(filters.text), escape="/"))
    return query
