"""Reviewers are shared out fairly, and never against the table."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.pairing.assign import Pair, Turn, assign
from handlers.pairing.facts import Candidate, Side
from handlers.pairing.people import above


def side(name: str) -> Side:
    return Side(name, None, None, None, frozenset(), frozenset(), "")


def reviewer(name: str) -> Candidate:
    return Candidate(name, name, None, frozenset(), absent=False)


def penalty(side: Side, candidate: Candidate, load: int) -> float | None:
    """Nobody reviews their namesake; a second case costs."""
    return None if side.auditor == candidate.id else 100.0 * load


def pairs(auditors: list[str], reviewers: list[str], most: int = 2, seed: int = 1) -> list[Pair]:
    return assign(
        [side(one) for one in auditors],
        [reviewer(one) for one in reviewers],
        penalty,
        Turn(most, Random(seed), {}),
    )


def test_less_penalty_goes_first_and_the_dice_decide_between_equals() -> None:
    [pair] = pairs(["ann"], ["ann", "bob"])
    again = {pairs(["x"], ["ann", "bob"], seed=seed)[0].reviewer for seed in range(20)}
    assert pair.reviewer == "bob"
    assert again == {"ann", "bob"}


@pytest.mark.parametrize(
    ("managers", "found"),
    [
        ({"tom": "sue", "sue": "dan"}, {"sue", "dan"}),
        ({"tom": "sue", "sue": "tom"}, {"sue", "tom"}),
        ({"tom": "tom"}, {"tom"}),
        ({}, set()),
    ],
)
def test_a41_the_line_of_command_goes_all_the_way_up(
    managers: dict[str, str], found: set[str]
) -> None:
    assert above("tom", managers) == found


def test_whoever_has_fewest_possible_reviewers_chooses_first() -> None:
    given = pairs(["x", "ann"], ["ann", "bob"], most=1)
    assert [pair.reviewer for pair in given] == ["ann", "bob"]


def test_a4_with_few_reviewers_each_takes_a_second_case_and_the_rest_is_listed() -> None:
    given = pairs(["u", "v", "w", "x", "y"], ["ann", "bob"])
    assert Counter(pair.reviewer for pair in given) == {"ann": 2, "bob": 2, None: 1}


NAMES = st.lists(st.sampled_from("abcdefghij"), unique=True, max_size=8)


@given(NAMES, NAMES, st.integers(1, 3))
def test_nobody_is_overloaded_barred_or_forgotten(
    auditors: list[str], reviewers: list[str], most: int
) -> None:
    given = pairs(auditors, reviewers, most)
    assert [pair.auditor for pair in given] == auditors
    assert all(pair.reviewer != pair.auditor for pair in given)
    load = Counter(pair.reviewer for pair in given if pair.reviewer)
    assert all(count <= most for count in load.values())
    spare = [one for one in reviewers if load[one] < most]
    for pair in given:
        if pair.reviewer is None:
            assert set(spare) <= {pair.auditor}


@given(NAMES, NAMES)
def test_nobody_takes_a_second_case_while_another_could_take_it(
    auditors: list[str], reviewers: list[str]
) -> None:
    outside = [name.upper() for name in reviewers]
    load = Counter(pair.reviewer for pair in pairs(auditors, outside, 9))
    counts = [load[one] for one in outside]
    assert max(counts, default=0) - min(counts, default=0) <= 1
