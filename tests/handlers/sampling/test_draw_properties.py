"""Whatever the caseload, the draw is fair, repeatable and never reaches into another team."""

from __future__ import annotations

from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from handlers.sampling.draw import Eligible, draw

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
    lambda held: [(f"auditor {n}", cases) for n, cases in enumerate(held)]
)


def judge(facts: dict[str, object]) -> object:
    """A small table of the same shape as the bundle's."""
    if not facts["open_category"]:
        return "no"
    if facts["restricted"]:
        return "relaxed_2"
    return "relaxed_1" if facts["family_drawn"] else "eligible"


@given(STOCKS, st.integers())
def test_the_same_seed_draws_the_same(stock: list[tuple[str, list[Eligible]]], seed: int) -> None:
    assert draw(stock, judge, FIRST, Random(seed)) == draw(stock, judge, FIRST, Random(seed))


@given(STOCKS, st.integers())
def test_each_auditor_gets_one_of_their_own_or_is_listed(
    stock: list[tuple[str, list[Eligible]]], seed: int
) -> None:
    drawn = draw(stock, judge, FIRST, Random(seed))
    assert [one.auditor for one in drawn] == [auditor for auditor, _ in stock]
    for one, (_, cases) in zip(drawn, stock, strict=True):
        fitting = {case.id for case in cases if case.open_category}
        assert (one.case in fitting) if fitting else one.case is None


@given(STOCKS, st.integers())
def test_an_exclusion_is_relaxed_only_when_nothing_better_is_left(
    stock: list[tuple[str, list[Eligible]]], seed: int
) -> None:
    for one, (_, cases) in zip(draw(stock, judge, FIRST, Random(seed)), stock, strict=True):
        if one.relaxed == "relaxed_2":
            assert all(case.restricted for case in cases if case.open_category)
