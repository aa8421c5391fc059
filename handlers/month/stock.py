"""From which cases an auditor's are drawn, and how many, as the table `draw_plan` says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.caseload.facts import category_facts, months_between
from handlers.caseload.tables import ChildCase
from handlers.directory.tables import Team
from handlers.month.history import History
from handlers.month.rules import Rules
from handlers.month.staff import Auditor
from handlers.sampling.draw import Eligible, Lot, Stock

OWN, COUNCIL = "own_team", "council"


@dataclass
class Caseload:
    """The open cases by team, and the teams, as they are when a month is drawn."""

    teams: Mapping[str, Team]
    by_team: Mapping[str, Sequence[ChildCase]]
    cases: Mapping[str, ChildCase] = field(default_factory=dict)


def caseload(session: Session, tenant: str) -> Caseload:
    """Everything that is open, by id."""
    teams = {one.id: one for one in session.scalars(select(Team).where(Team.tenant_id == tenant))}
    query = select(ChildCase).where(ChildCase.tenant_id == tenant, ChildCase.is_open)
    held: dict[str, list[ChildCase]] = defaultdict(list)
    for case in session.scalars(query.order_by(ChildCase.id)):
        held[case.team_id].append(case)
    return Caseload(teams, held, {case.id: case for cases in held.values() for case in cases})


def stocks(
    auditors: Iterable[Auditor], held: Caseload, month: str, rules: Rules, past: History
) -> list[Stock]:
    """What each auditor's cases are drawn from; nothing for whom the plan asks none of."""
    return [stock(one, held, month, rules, past) for one in auditors]


def stock(one: Auditor, held: Caseload, month: str, rules: Rules, past: History) -> Stock:
    """The same for one auditor. The first of their teams stands for them in the plan."""
    plan = rules.decide("draw_plan", plan_facts(month, held.teams[one.teams[0]]))
    many = plan.get("cases") if isinstance(plan, Mapping) else 0
    whose = str(plan.get("caseload")) if isinstance(plan, Mapping) else OWN
    cases = [case for team in _teams(one, whose, held.teams) for case in held.by_team.get(team, ())]
    found = [eligible(case, past.audited.get(case.id)) for case in cases]
    return Stock(one.person.id, found, many if isinstance(many, int) else 0)


def plan_facts(month: str, team: Team) -> dict[str, object]:
    """What the table `draw_plan` asks."""
    return {
        "calendar_month": int(month[5:]),
        "area": team.area,
        "district": team.district,
        "team_kind": team.kind,
    }


def weight_facts(
    case: ChildCase, team: Team | None, first: date, category: str
) -> dict[str, object]:
    """What the table `case_weight` asks."""
    return {
        "category": category,
        "dual_status": case.child_protection and case.in_care,
        "open_months": months_between(case.opened_on, first),
        "team_kind": team.kind if team else "",
    }


def lot(held: Caseload, month: str, rules: Rules, dice: Random) -> Lot:
    """How lots are cast this month."""
    first = date.fromisoformat(f"{month}-01")

    def weigh(one: Eligible) -> float:
        case = held.cases[one.id]
        category = str(rules.decide("case_category", category_facts(case)))
        facts = weight_facts(case, held.teams.get(case.team_id), first, category)
        value = rules.decide("case_weight", facts)
        return float(value) if isinstance(value, int | float) else 0.0

    return Lot(lambda facts: rules.decide("case_eligibility", facts), weigh, first, dice)


def eligible(case: ChildCase, audited: date | None) -> Eligible:
    """A case as the draw sees it; `audited` is the first of the last month it was audited in."""
    last = max(filter(None, (audited, case.last_audited_on)), default=None)
    is_open = any(category_facts(case).values())
    return Eligible(case.id, is_open, case.restricted, case.family_id, last)


def _teams(one: Auditor, whose: str, teams: Mapping[str, Team]) -> Collection[str]:
    if whose == OWN:
        return one.teams
    own = teams[one.teams[0]]
    near = [
        t for t in teams.values() if whose == COUNCIL or getattr(t, whose) == getattr(own, whose)
    ]
    return sorted(team.id for team in near if team.in_programme)
