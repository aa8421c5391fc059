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


@dataclass(frozen=True)
class Turn:
    """Whose turn it is: cases at most for one, cases given already, and the dice."""

    most: int
    dice: Random
    given: Mapping[str, int]


def assign(
    sides: Sequence[Side], reviewers: Sequence[Candidate], penalty: Penalty, turn: Turn
) -> list[Pair]:
    """One pair for each side, in the order given.

    Whoever has fewest possible reviewers chooses first. Less penalty wins, then the dice. Nobody
    gets more audits than `turn.most`.
    """
    load = Counter(turn.given)
    waiting = turn.dice.sample(list(reviewers), len(reviewers))
    choice = [_possible(side, reviewers, penalty) for side in sides]
    pairs: dict[int, Pair] = {}
    for place in sorted(range(len(sides)), key=choice.__getitem__):
        pairs[place] = _choose(sides[place], waiting, penalty, load, turn.most)
        load.update(filter(None, [pairs[place].reviewer]))
    return [pairs[place] for place in range(len(sides))]


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
