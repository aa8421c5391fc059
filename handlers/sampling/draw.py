"""Drawing cases for each available auditor (R11, R20, R21). Pure: rules and dice are given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random

from handlers.caseload.facts import months_between

Outcome = Callable[[dict[str, object]], object]
Weight = Callable[["Eligible"], float]
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
class Stock:
    """The cases an auditor's are drawn from, and how many are to be drawn."""

    auditor: str
    cases: Sequence[Eligible]
    many: int = 1


@dataclass(frozen=True)
class Drawn:
    """What an auditor was given: from how many cases, and which exclusion was relaxed if any."""

    auditor: str
    case: str | None
    considered: int
    relaxed: str


@dataclass
class Taken:
    """What is drawn already this month: the same case is never drawn again."""

    cases: set[str] = field(default_factory=set)
    families: set[str] = field(default_factory=set)

    def add(self, case: Eligible) -> None:
        """Note a case as drawn, and its family."""
        self.cases.add(case.id)
        self.families.update(filter(None, [case.family]))


@dataclass(frozen=True)
class Lot:
    """How lots are cast: what the tables say of a case, how much it weighs, and the dice."""

    judge: Outcome
    weigh: Weight
    first: date
    dice: Random


def draw(stocks: Iterable[Stock], lot: Lot, taken: Taken | None = None) -> list[Drawn]:
    """So many cases for each auditor, of the best outcome that is left, by their weights.

    Cases of one weight are equally likely; one that weighs nothing is never drawn. The order of
    auditors and cases decides with the dice, so both have to be given in order.
    """
    so_far = taken if taken is not None else Taken()
    return [_draw_one(stock, lot, so_far) for stock in stocks for _ in range(stock.many)]


def case_facts(case: Eligible, first: date, families: set[str]) -> dict[str, object]:
    """What the table `case_eligibility` asks."""
    audited = case.last_audited
    return {
        "open_category": case.open_category,
        "months_since_audit": months_between(audited, first) if audited else None,
        "family_drawn": case.family is not None and case.family in families,
        "restricted": case.restricted,
    }


def _draw_one(stock: Stock, lot: Lot, taken: Taken) -> Drawn:
    ranked: dict[str, list[tuple[Eligible, float]]] = {}
    for case in stock.cases:
        outcome, weight = _judged(case, lot, taken)
        if outcome != REFUSED and weight > 0 and case.id not in taken.cases:
            ranked.setdefault(outcome, []).append((case, weight))
    if not ranked:
        return Drawn(stock.auditor, None, len(stock.cases), REFUSED)
    best = min(ranked)  # "eligible" comes before "relaxed_1", and that before "relaxed_2"
    cases, weights = zip(*ranked[best], strict=True)
    [chosen] = lot.dice.choices(cases, weights)
    taken.add(chosen)
    return Drawn(stock.auditor, chosen.id, len(cases), "" if best == ELIGIBLE else best)


def _judged(case: Eligible, lot: Lot, taken: Taken) -> tuple[str, float]:
    return str(lot.judge(case_facts(case, lot.first, taken.families))), lot.weigh(case)
