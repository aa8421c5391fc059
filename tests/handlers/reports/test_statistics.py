"""Kappa and medians against numbers worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.reports.figures import percent
from handlers.reports.statistics import kappa, median


def test_kappa_of_the_textbook() -> None:
    found = kappa({("yes", "yes"): 20, ("yes", "no"): 5, ("no", "yes"): 10, ("no", "no"): 15})
    assert found == pytest.approx(0.4)


def test_kappa_where_all_agree_and_where_nothing_can_be_said() -> None:
    assert kappa({("good", "good"): 3, ("poor", "poor"): 2}) == 1
    assert kappa({("good", "good"): 3}) is None
    assert kappa({}) is None


@given(st.lists(st.integers(0, 60), min_size=1))
def test_the_median_of_counts_is_the_median_of_the_values(values: list[int]) -> None:
    counts = {value: values.count(value) for value in values}
    ordered = sorted(values)
    middle = (ordered[(len(values) - 1) // 2] + ordered[len(values) // 2]) / 2
    assert median(counts) == middle


def test_the_median_of_nothing() -> None:
    assert median({}) is None


def test_per_cents_round_a_half_up_and_are_nothing_of_nothing() -> None:
    assert [percent(1, 8), percent(1, 3), percent(0, 5), percent(5, 5), percent(0, 0)] == [
        "13%", "33%", "0%", "100%", "–",
    ]  # fmt: skip
