"""Who could audit or review in a month, and the tables' word on whether they are available."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.absences.reading import absences, decided
from handlers.directory.tables import Person, PersonRole, Team
from handlers.month.rules import Rules
from handlers.sampling.availability import absence_facts, days_of, said

AVAILABLE, DISPENSED, REFER = "available", "dispensed", "refer"
MANAGER, ELIGIBILITY = "team_manager", "auditor_eligibility"
# What was decided for somebody and a month, as the word that the table would have said.
WORDS = {"dispensed": DISPENSED, "discounted": DISPENSED, "refused": AVAILABLE}


@dataclass(frozen=True)
class Auditor:
    """A Team Manager and the teams of the programme they manage."""

    person: Person
    teams: tuple[str, ...]


def auditors(session: Session, tenant: str) -> list[Auditor]:
    """Every Team Manager with a team in the programme, by id."""
    query = (
        select(Person, Team.id)
        .join(
            PersonRole,
            (PersonRole.tenant_id == Person.tenant_id) & (PersonRole.person_id == Person.id),
        )
        .join(Team, (Team.tenant_id == Person.tenant_id) & (Team.id == PersonRole.scope))
        .where(Person.tenant_id == tenant, Person.active)
        .where(PersonRole.role == MANAGER, Team.in_programme)
        .order_by(Person.id, Team.id)
    )
    teams: dict[str, list[str]] = defaultdict(list)
    people: dict[str, Person] = {}
    for person, team in session.execute(query):
        people[person.id] = person
        teams[person.id].append(team)
    return [Auditor(person, tuple(teams[id])) for id, person in people.items()]


def availability(
    session: Session, tenant: str, people: Iterable[Person], month: str, rules: Rules
) -> dict[str, str]:
    """For each person what was decided for the month, else what the table `auditor_eligibility`
    says; the same rules for all (A9)."""
    known = facts(session, tenant, people, month, rules)
    words = decided(session, tenant, [month])
    return {
        id: WORDS[words[id, month]]
        if (id, month) in words
        else said(rules.decide(ELIGIBILITY, known[id]))[0]
        for id in known
    }


def facts(
    session: Session, tenant: str, people: Iterable[Person], month: str, rules: Rules
) -> dict[str, dict[str, object]]:
    """For each person what that table is asked."""
    days, away = days_of(month, rules.calendar), absences(session, tenant)
    return {one.id: absence_facts(one.working_week, away.get(one.id, ()), days) for one in people}
