"""Years and months as a value, in texts and in what is kept."""

from __future__ import annotations

import pytest

from engine.months import Months
from engine.values import decode, encode


@pytest.mark.parametrize(
    ("text", "count"), [("P1Y2M", 14), ("-P1Y", -12), ("P14M", 14), ("P0M", 0), ("P0Y", 0)]
)
def test_a_text_is_so_many_months(text: str, count: int) -> None:
    assert Months.read(text) == Months(count)


@pytest.mark.parametrize("text", ["P1D", "P", "PT1M", "P1Y1D", "1Y", ""])
def test_other_texts_are_not(text: str) -> None:
    assert Months.read(text) is None


@pytest.mark.parametrize("count", [0, 1, 12, 14, -30])
def test_the_text_and_what_is_kept_say_the_same(count: int) -> None:
    assert Months.read(str(Months(count))) == Months(count)
    assert decode(encode(Months(count))) == Months(count)
