"""The choice of a month: available auditors, a case for each, a reviewer for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.caseload.facts import category_facts
from handlers.caseload.tables import ChildCase
from handlers.directory.tables import Person, Team
from handlers.month import history, staff
from handlers.month.rules import Rules
from handlers.pairing.assign import Pair, assign
from handlers.pairing.facts import Candidate, Side, pair_facts
from handlers.pairing.people import candidates_for, side
from handlers.sampling.draw import Drawn, Eligible, draw

REVIEWER = "peer_reviewer"


@dataclass
class Choice:
    """What was chosen, and for every auditor why."""

    available: dict[str, str] = field(default_factory=dict)
    drawn: list[Drawn] = field(default_factory=list)
    pairs: dict[str, Pair] = field(default_factory=dict)
    cases: dict[str, ChildCase] = field(default_factory=dict)

    def log(self) -> list[dict[str, object]]:
        """One line for each auditor: who, what, out of how many, and why."""
        given = {one.auditor: one for one in self.drawn}
        return [_line(auditor, word, given, self.pairs) for auditor, word in self.available.items()]


def choose(session: Session, tenant: str, month: str, rules: Rules, dice: Random) -> Choice:
    """Draw and pair for a month. The same data, rules and dice give the same choice."""
    chosen, past = Choice(), history.before(session, tenant, month)
    managers = staff.auditors(session, tenant)
    people = [one.person for one in managers]
    chosen.available = staff.availability(session, tenant, people, month, rules)
    takes_part = [one for one in managers if chosen.available[one.person.id] != staff.DISPENSED]
    cases = _cases(session, tenant)
    stock = list(_stock(takes_part, cases, past))
    first = date.fromisoformat(f"{month}-01")

    def judge(facts: dict[str, object]) -> object:
        return rules.decide("case_eligibility", facts)

    chosen.drawn = draw(stock, judge, first, dice)
    chosen.cases = {case.id: case for held in cases.values() for case in held}
    sides = list(_sides(session, tenant, people, chosen))
    reviewers = _reviewers(session, tenant, month, rules)
    pairs = _pair(sides, reviewers, past, first, rules, dice)
    chosen.pairs = {pair.auditor: pair for pair in pairs}
    return chosen


def _cases(session: Session, tenant: str) -> dict[str, list[ChildCase]]:
    query = select(ChildCase).where(ChildCase.tenant_id == tenant, ChildCase.is_open)
    held: dict[str, list[ChildCase]] = defaultdict(list)
    for case in session.scalars(query.order_by(ChildCase.id)):
        held[case.team_id].append(case)
    return held


def _stock(
    managers: Sequence[staff.Auditor], cases: dict[str, list[ChildCase]], past: history.History
) -> Iterator[tuple[str, list[Eligible]]]:
    for manager in managers:
        held = [case for team in manager.teams for case in cases.get(team, ())]
        yield manager.person.id, [_eligible(case, past.audited.get(case.id)) for case in held]


def _eligible(case: ChildCase, audited: date | None) -> Eligible:
    last = max(filter(None, (audited, case.last_audited_on)), default=None)
    is_open = any(category_facts(case).values())
    return Eligible(case.id, is_open, case.restricted, case.family_id, last)


def _sides(
    session: Session, tenant: str, people: Sequence[Person], chosen: Choice
) -> Iterator[Side]:
    teams = {one.id: one for one in session.scalars(select(Team).where(Team.tenant_id == tenant))}
    by_id = {one.id: one for one in people}
    for given in chosen.drawn:
        if given.case is not None:
            case = chosen.cases[given.case]
            yield side(by_id[given.auditor], case, teams.get(case.team_id))


def _reviewers(session: Session, tenant: str, month: str, rules: Rules) -> list[Candidate]:
    everyone = candidates_for(session, tenant, REVIEWER, ())
    ids = [one.id for one in everyone]
    people = session.scalars(select(Person).where(Person.tenant_id == tenant, Person.id.in_(ids)))
    found = staff.availability(session, tenant, people, month, rules)
    absent = {person for person, word in found.items() if word == staff.DISPENSED}
    return candidates_for(session, tenant, REVIEWER, absent)


def _pair(
    sides: Sequence[Side],
    reviewers: Sequence[Candidate],
    past: history.History,
    first: date,
    rules: Rules,
    dice: Random,
) -> list[Pair]:
    def penalty(side: Side, candidate: Candidate, load: int) -> float | None:
        since = past.months_since_pair(side.auditor, candidate.id, first)
        facts = pair_facts(side, candidate, months_since_pair=since, load=load)
        value = rules.decide("pairing", facts)
        return float(value) if isinstance(value, int | float) else None

    most = rules.number("max_cases_per_reviewer")
    return assign(sides, reviewers, penalty, most=most, last_review=past.reviewed, dice=dice)


def _line(
    auditor: str, word: str, given: dict[str, Drawn], pairs: dict[str, Pair]
) -> dict[str, object]:
    drawn, pair = given.get(auditor), pairs.get(auditor)
    return {
        "auditor": auditor,
        "availability": word,
        "case": drawn.case if drawn else None,
        "considered": drawn.considered if drawn else 0,
        "relaxed": drawn.relaxed if drawn else "",
        "reviewer": pair.reviewer if pair else None,
        "penalty": pair.penalty if pair else None,
    }
