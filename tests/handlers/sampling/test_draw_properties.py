"""Whatever the caseload, the draw is fair, repeatable and never reaches into another team."""

from __future__ import annotations

from collections import Counter
from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from handlers.sampling.draw import Eligible, Lot, Stock, draw

FIRST = date(2026, 12, 1)
CASES = st.builds(
    Eligible,
    id=st.uuids().map(str),
    open_category=st.booleans(),
    restricted=st.booleans(),
    family=st.none() | st.sampled_from(["smith", "jones"]),
    last_audited=st.none() | st.dates(date(2025, 1, 1), date(2026, 11, 30)),
)
STOCKS = st.lists(st.lists(CASES, max_size=6), max_size=6).map(
    lambda held: [Stock(f"auditor {n}", cases) for n, cases in enumerate(held)]
)


def judge(facts: dict[str, object]) -> object:
    """A small table of the same shape as the bundle's."""
    if not facts["open_category"]:
        return "no"
    if facts["restricted"]:
        return "relaxed_2"
    return "relaxed_1" if facts["family_drawn"] else "eligible"


def lot(seed: int) -> Lot:
    """Every case weighs the same."""
    return Lot(judge, lambda case: 1, FIRST, Random(seed))


@given(STOCKS, st.integers())
def test_the_same_seed_draws_the_same(stock: list[Stock], seed: int) -> None:
    assert draw(stock, lot(seed)) == draw(stock, lot(seed))


@given(STOCKS, st.integers())
def test_each_auditor_gets_one_of_their_own_or_is_listed(stock: list[Stock], seed: int) -> None:
    drawn = draw(stock, lot(seed))
    assert [one.auditor for one in drawn] == [one.auditor for one in stock]
    for one, its in zip(drawn, stock, strict=True):
        fitting = {case.id for case in its.cases if case.open_category}
        assert (one.case in fitting) if fitting else one.case is None


@given(STOCKS, st.integers())
def test_an_exclusion_is_relaxed_only_when_nothing_better_is_left(
    stock: list[Stock], seed: int
) -> None:
    for one, its in zip(draw(stock, lot(seed)), stock, strict=True):
        if one.relaxed == "relaxed_2":
            assert all(case.restricted for case in its.cases if case.open_category)


@given(STOCKS, st.integers())
def test_no_case_is_drawn_twice(stock: list[Stock], seed: int) -> None:
    shared = [Stock(one.auditor, [c for s in stock for c in s.cases], 2) for one in stock]
    given = [one.case for one in draw(shared, lot(seed)) if one.case]
    assert len(given) == len(set(given))


def test_cases_of_one_weight_are_equally_likely_by_chi_square() -> None:
    cases = [Eligible(f"case {n}", True, False, None, None) for n in range(10)]
    stock = [Stock("auditor", cases)]
    found = Counter(draw(stock, lot(seed))[0].case for seed in range(5_000))
    chi_square = sum((found[case.id] - 500) ** 2 / 500 for case in cases)
    # 9 degrees of freedom: 27.9 is passed by chance once in a thousand; the seeds are fixed.
    assert chi_square < 27.9


def test_a_weight_is_a_chance_and_none_is_never() -> None:
    weights = {"heavy": 3.0, "light": 1.0, "never": 0.0}
    cases = [Eligible(id, True, False, None, None) for id in weights]

    def drawn(seed: int) -> str | None:
        cast = Lot(judge, lambda case: weights[case.id], FIRST, Random(seed))
        return draw([Stock("auditor", cases)], cast)[0].case

    found = Counter(drawn(seed) for seed in range(2_000))
    assert set(found) == {"heavy", "light"}
    assert 2.5 < found["heavy"] / found["light"] < 3.5
