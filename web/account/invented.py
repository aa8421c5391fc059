"""The invented people of a demo, by role, those with something to do first."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Select, func, or_, select

from engine.queries.page import like
from engine.tables import UserTask
from handlers.directory.roles import ROLES, words
from handlers.directory.tables import Person, PersonRole, Team
from web.parts import Parts
from web.words import count

SHOWN = 6


@dataclass(frozen=True)
class Someone:
    """A person to sign in as."""

    id: str
    name: str
    about: str


@dataclass(frozen=True)
class RoleGroup:
    """Some of the people with one role; `total` is how many there are."""

    role: str
    people: list[Someone]
    total: int

    @property
    def more(self) -> bool:
        """Whether there are people who are not shown."""
        return self.total > len(self.people)


def invented_people(here: Parts, who: str = "") -> list[RoleGroup]:
    """People by role, in the order of the roles; only those that `who` finds, when it is given."""
    with here.database.read() as db:
        rows = db.execute(_query(here.tenant, who.strip()[:80])).all()
    found = {role: _group(role, list(rows)) for role, rows in groupby(rows, lambda r: r.role)}
    order = [*ROLES, *sorted(found.keys() - ROLES.keys())]
    return [found[role] for role in order if role in found]


def _group(role: str, rows: list[Any]) -> RoleGroup:
    people = [Someone(r.id, r.name, _about(r.team, r.open)) for r in rows]
    return RoleGroup(words(role), people, rows[0].total)


def _about(team: str | None, waiting: int) -> str:
    todo = f"{count(waiting, 'thing')} to do" if waiting else ""
    return ", ".join(word for word in (team, todo) if word)


def _query(tenant: str, who: str) -> Select[Any]:
    ranked = _ranked(tenant, who).subquery()
    return select(ranked).where(ranked.c.place <= SHOWN).order_by(ranked.c.role, ranked.c.place)


def _ranked(tenant: str, who: str) -> Select[Any]:
    busy = _open_user_tasks(tenant)
    waiting = func.coalesce(busy.c.open, 0)
    role = PersonRole.role
    query: Select[Any] = (
        select(
            PersonRole.role,
            Person.id,
            Person.name,
            Team.name.label("team"),
            waiting.label("open"),
            func.count().over(partition_by=role).label("total"),
            func.row_number()
            .over(partition_by=role, order_by=(waiting.desc(), Person.name))
            .label("place"),
        )
        .join(Person, (Person.tenant_id == tenant) & (Person.id == PersonRole.person_id))
        .outerjoin(Team, (Team.tenant_id == tenant) & (Team.id == Person.team_id))
        .outerjoin(busy, busy.c.assignee == Person.id)
        .where(PersonRole.tenant_id == tenant, Person.active)
    )
    return query.where(_found(who)) if who else query


def _open_user_tasks(tenant: str) -> Any:
    query = select(UserTask.assignee, func.count().label("open"))
    query = query.where(UserTask.tenant_id == tenant, UserTask.state == "open")
    return query.group_by(UserTask.assignee).subquery()


def _found(who: str) -> Any:
    pattern, roles = like(who), [r for r, said in ROLES.items() if who.lower() in said.lower()]
    named = (c.ilike(pattern, escape="/") for c in (Person.name, Team.name))
    return or_(*named, PersonRole.role.in_(roles))
