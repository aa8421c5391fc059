"""Those of the council who took part in the past: its people and cases of today."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.caseload.facts import category_facts
from handlers.caseload.tables import ChildCase
from handlers.directory.tables import PersonRole, Team
from handlers.month.rules import Rules
from handlers.month.staff import auditors
from handlers.records.audits import Audit


@dataclass(frozen=True)
class Place:
    """A Team Manager's team."""

    auditor: str
    team: Team


@dataclass
class Council:
    """`standing` is by how many hundredths a district's grades are worse than the council's."""

    places: list[Place]
    cases: dict[str, list[ChildCase]]
    reviewers: list[str]
    officers: list[str]
    standing: dict[str, float]
    worsens: str
    improves: str
    used: set[str] = field(default_factory=set)

    def case_for(self, place: Place, month: str, dice: Random) -> ChildCase | None:
        """A case open before the month and not audited in the last twelve; None: none is left."""
        first = date.fromisoformat(f"{month}-01")
        held = [one for one in self.cases[place.team.id] if one.opened_on < first]
        fresh = [one for one in held if one.id not in self.used]
        if not fresh:
            return None
        chosen = dice.choice(fresh)
        self.used.add(chosen.id)
        return chosen

    def shift(self, place: Place, age: int) -> float:
        """How much worse this place's grades are, `age` months before the last month."""
        where = place.team.district or place.team.area
        worse = 18.0 if where == self.worsens and age < 4 else 0.0
        better = min(18.0, 1.5 * (17 - age)) if where == self.improves else 0.0
        return self.standing[where] + worse - better


def council(session: Session, tenant: str, dice: Random) -> Council:
    """Everybody who can take part, and every open case of their teams."""
    teams = {one.id: one for one in session.scalars(select(Team).where(Team.tenant_id == tenant))}
    places = [Place(one.person.id, teams[one.teams[0]]) for one in auditors(session, tenant)]
    cases: dict[str, list[ChildCase]] = defaultdict(list)
    query = select(ChildCase).where(ChildCase.tenant_id == tenant, ChildCase.is_open)
    for case in session.scalars(query.order_by(ChildCase.id)):
        cases[case.team_id].append(case)
    used = select(Audit.case_id).where(Audit.tenant_id == tenant)
    where = sorted({one.team.district or one.team.area for one in places})
    return Council(
        places,
        cases,
        _holders(session, tenant, "peer_reviewer"),
        _holders(session, tenant, "pdo"),
        {one: dice.uniform(-8, 8) for one in where},
        where[0],
        where[-1],
        set(session.scalars(used)),
    )


def category(case: ChildCase, rules: Rules) -> str:
    """The category the case is audited under."""
    return str(rules.decide("case_category", category_facts(case)))


def _holders(session: Session, tenant: str, role: str) -> list[str]:
    query = select(PersonRole.person_id).where(
        PersonRole.tenant_id == tenant, PersonRole.role == role
    )
    return sorted(set(session.scalars(query)))
