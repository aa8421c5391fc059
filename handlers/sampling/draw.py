"""Drawing one case for each available auditor (R11, R20, R21). Pure: rules and dice are given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from handlers.caseload.facts import months_between

Outcome = Callable[[dict[str, object]], object]
REFUSED = "no"
ELIGIBLE = "eligible"


@dataclass(frozen=True)
class Eligible:
    """What the draw knows of a case."""

    id: str
    open_category: bool
    restricted: bool
    family: str | None
    last_audited: date | None


@dataclass(frozen=True)
class Drawn:
    """What an auditor was given: from how many cases, and which exclusion was relaxed if any."""

    auditor: str
    case: str | None
    considered: int
    relaxed: str


def draw(
    stock: Iterable[tuple[str, Sequence[Eligible]]], judge: Outcome, first: date, dice: Random
) -> list[Drawn]:
    """One case for each auditor, all cases of the best outcome being equally likely.

    The order of auditors and cases decides with the dice, so both have to be given in order.
    """
    families: set[str] = set()
    drawn = []
    for auditor, cases in stock:
        given, chosen = _draw_one(auditor, cases, judge, first, families, dice)
        families.update(filter(None, [chosen.family if chosen else None]))
        drawn.append(given)
    return drawn


def case_facts(case: Eligible, first: date, families: set[str]) -> dict[str, object]:
    """What the table `case_eligibility` asks."""
    audited = case.last_audited
    return {
        "open_category": case.open_category,
        "months_since_audit": months_between(audited, first) if audited else None,
        "family_drawn": case.family is not None and case.family in families,
        "restricted": case.restricted,
    }


def _draw_one(
    auditor: str,
    cases: Sequence[Eligible],
    judge: Outcome,
    first: date,
    families: set[str],
    dice: Random,
) -> tuple[Drawn, Eligible | None]:
    ranked: dict[str, list[Eligible]] = {}
    for case in cases:
        ranked.setdefault(str(judge(case_facts(case, first, families))), []).append(case)
    ranked.pop(REFUSED, None)
    if not ranked:
        return Drawn(auditor, None, len(cases), REFUSED), None
    best = min(ranked)  # "eligible" comes before "relaxed_1", and that before "relaxed_2"
    chosen = dice.choice(ranked[best])
    return Drawn(auditor, chosen.id, len(ranked[best]), "" if best == ELIGIBLE else best), chosen
