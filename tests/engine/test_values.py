"""Process values survive JSON with their types."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.values import decode, encode

LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.text()
    | st.dates()
    | st.datetimes(timezones=st.just(UTC))
    | st.times()
    | st.decimals(allow_nan=False, allow_infinity=False)
)
NAMES = st.text().filter(lambda name: not name.startswith("@"))
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(NAMES, inner))


@given(VALUES)
def test_what_goes_in_comes_out(value: Any) -> None:
    assert decode(json.loads(json.dumps(encode(value)))) == value


def test_each_type_comes_back_as_itself() -> None:
    value = {
        "on": date(2026, 12, 1),
        "at": datetime(2026, 12, 1, 9, tzinfo=UTC),
        "clock": time(9, 30),
        "span": timedelta(days=1.5),
        "sum": Decimal("1.10"),
        "list": [date(2026, 12, 2)],
    }
    back = decode(encode(value))
    assert back == value
    assert {name: type(part) for name, part in back.items()} == {
        name: type(part) for name, part in value.items()
    }


def test_anything_else_is_refused() -> None:
    with pytest.raises(TypeError, match="object cannot be kept"):
        encode({"x": object()})
