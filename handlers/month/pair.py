"""`month.pair`: a reviewer for every audit on the list that has none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from random import Random

from sqlalchemy import select

from engine.registry import handler
from engine.services import Services
from handlers.directory.tables import Person
from handlers.month import history, staff
from handlers.month.listed import on_list
from handlers.month.rules import Rules
from handlers.pairing.assign import Pair, Penalty, Turn, assign
from handlers.pairing.facts import Candidate, Side, pair_facts
from handlers.pairing.people import candidates_for, sides_of
from handlers.records.audits import Audit, Draw

REVIEWER = "peer_reviewer"


@handler("month.pair", outputs=("auditors", "reviewers", "unfilled"))
def pair(services: Services, *, month: str) -> Mapping[str, object]:
    """Gives every audit without one a reviewer, by the table `pairing`; lists those nobody may."""
    session, rules = services.session, Rules(services)
    everybody, free = on_list(session, services.tenant, month), reviewers(services, month, rules)
    waiting = [audit for audit in everybody if audit.reviewer is None]
    given = Counter(audit.reviewer for audit in everybody if audit.reviewer)
    pairs = _paired(services, month, waiting, free, given)
    for audit, made in zip(waiting, pairs, strict=True):
        audit.reviewer = made.reviewer
    note(session.get_one(Draw, (services.tenant, month)), waiting, pairs)
    session.flush()
    return {
        "auditors": len(everybody),
        "reviewers": sum(1 for one in free if not one.absent),
        "unfilled": [audit.reference for audit in waiting if audit.reviewer is None],
    }


def note(drawn: Draw, audits: Sequence[Audit], pairs: Sequence[Pair]) -> None:
    """Write into the log of the draw who was paired, and with what penalty."""
    made = {audit.reference: pair for audit, pair in zip(audits, pairs, strict=True)}
    drawn.log = [
        line | {"reviewer": made[key].reviewer, "penalty": made[key].penalty}
        if (key := line["reference"]) in made
        else line
        for line in drawn.log
    ]


def may_review(services: Services, month: str, audit: Audit, person: str) -> bool:
    """Whether the table lets this person review this audit, whatever they have been given."""
    free = reviewers(services, month, Rules(services))
    judged = penalty(services, month, Rules(services))
    [side] = sides_of(services.session, [audit])
    return any(judged(side, one, 0) is not None for one in free if one.id == person)


def penalty(services: Services, month: str, rules: Rules) -> Penalty:
    """What the table `pairing` says of an auditor and a reviewer this month; None is never."""
    first = date.fromisoformat(f"{month}-01")
    past = history.before(services.session, services.tenant, month)

    def judged(side: Side, candidate: Candidate, load: int) -> float | None:
        since = past.months_since_pair(side.auditor, candidate.id, first)
        rested = past.months_since_review(candidate.id, first)
        facts = pair_facts(
            side, candidate, months_since_pair=since, months_since_review=rested, load=load
        )
        value = rules.decide("pairing", facts)
        return float(value) if isinstance(value, int | float) else None

    return judged


def _paired(
    services: Services,
    month: str,
    waiting: Sequence[Audit],
    free: Sequence[Candidate],
    given: Mapping[str, int],
) -> list[Pair]:
    session, rules = services.session, Rules(services)
    drawn = session.get_one(Draw, (services.tenant, month))
    seed = f"{drawn.seed} {' '.join(audit.reference for audit in waiting)}"
    most = rules.number("max_cases_per_reviewer")
    turn = Turn(most, Random(seed), given)  # noqa: S311 repeatable by seed
    return assign(sides_of(session, waiting), free, penalty(services, month, rules), turn)


def reviewers(services: Services, month: str, rules: Rules) -> list[Candidate]:
    """Everybody who reviews, by id; absent who is dispensed from the month."""
    session, tenant = services.session, services.tenant
    ids = [one.id for one in candidates_for(session, tenant, REVIEWER, ())]
    query = select(Person).where(Person.tenant_id == tenant, Person.id.in_(ids))
    found = staff.availability(session, tenant, session.scalars(query), month, rules)
    absent = {person for person, word in found.items() if word == staff.DISPENSED}
    return candidates_for(session, tenant, REVIEWER, absent)
