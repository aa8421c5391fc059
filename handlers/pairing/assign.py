"""Choosing a reviewer for each audit. Pure: the table's answers and the dice are given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from handlers.pairing.facts import Candidate, Side

Penalty = Callable[[Side, Candidate, int], float | None]


@dataclass(frozen=True)
class Pair:
    """An auditor's reviewer with the penalty of the pairing; None where nobody may review."""

    auditor: str
    reviewer: str | None
    penalty: float | None


def assign(
    sides: Sequence[Side],
    reviewers: Sequence[Candidate],
    penalty: Penalty,
    *,
    most: int,
    last_review: Mapping[str, str],
    dice: Random,
) -> list[Pair]:
    """One pair for each side, in the order given.

    Whoever has fewest possible reviewers chooses first. Less penalty wins, then the longest time
    since the last review (`last_review`: month by person), then the dice. Nobody gets more than
    `most` audits.
    """
    load: Counter[str] = Counter()
    shuffled = dice.sample(list(reviewers), len(reviewers))
    waiting = sorted(shuffled, key=lambda one: last_review.get(one.id, ""))
    pairs: dict[str, Pair] = {}
    for side in sorted(sides, key=lambda one: _possible(one, reviewers, penalty)):
        pairs[side.auditor] = _choose(side, waiting, penalty, load, most)
        load.update(filter(None, [pairs[side.auditor].reviewer]))
    return [pairs[side.auditor] for side in sides]


def _possible(side: Side, reviewers: Sequence[Candidate], penalty: Penalty) -> int:
    return sum(penalty(side, reviewer, 0) is not None for reviewer in reviewers)


def _choose(
    side: Side,
    waiting: Sequence[Candidate],
    penalty: Penalty,
    load: Mapping[str, int],
    most: int,
) -> Pair:
    free = [one for one in waiting if load.get(one.id, 0) < most]
    scored = [(penalty(side, one, load.get(one.id, 0)), one) for one in free]
    possible = [(score, one.id) for score, one in scored if score is not None]
    if not possible:
        return Pair(side.auditor, None, None)
    score, reviewer = min(possible, key=lambda pair: pair[0])
    return Pair(side.auditor, reviewer, score)
