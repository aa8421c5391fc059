"""Values over the border and back, and what may be a process variable at all."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import expressions
from engine.calendar import Calendar
from engine.expressions import ExpressionFailed, Settings, UnsafeValue, check_value
from engine.months import Months


class Thing:
    """Something of no kind the language knows, with a name that does not change."""

    def __repr__(self) -> str:
        return "<thing>"


THING = Thing()

LONDON = ZoneInfo("Europe/London")
SETTINGS = Settings(now=datetime(2026, 12, 1, tzinfo=UTC), calendar=Calendar())
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | TEXT
    | st.dates(min_value=date(1000, 1, 1))
    | st.integers(0, 4_000_000_000).map(lambda second: datetime.fromtimestamp(second, UTC))
    | st.times()
    | st.timedeltas(timedelta(days=-9999), timedelta(days=9999))
)
KEYS = st.text("abcdefgh ", min_size=1).filter(lambda key: key != "typename")
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner), max_leaves=20
)


@given(VALUES)
def test_any_allowed_value_comes_back_as_it_was(value: object) -> None:
    check_value(value, "value")

    assert expressions.evaluate("value", {"value": value}, SETTINGS) == value


def test_a_whole_number_stays_one() -> None:
    for value in (3, Decimal(3), 3.0):
        back = expressions.evaluate("value", {"value": value}, SETTINGS)
        assert back == 3
        assert type(back) is int
    assert expressions.evaluate("0 - 0 * 1", {}, SETTINGS) == 0
    assert repr(expressions.evaluate("-0", {}, SETTINGS)) == "0"


def test_instants_are_read_on_the_clocks_of_the_zone() -> None:
    at = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)

    assert expressions.evaluate("at.hour", {"at": at}, SETTINGS) == 0
    assert expressions.evaluate("date(at)", {"at": at}, SETTINGS) == date(2026, 7, 2)
    assert expressions.evaluate("at", {"at": at}, SETTINGS) == at


@pytest.mark.parametrize("at", [datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in range(4)])
def test_both_hours_of_the_doubled_hour_are_kept(at: datetime) -> None:
    assert expressions.evaluate("at", {"at": at}, SETTINGS) == at
    hour = expressions.evaluate('at + duration("PT1H")', {"at": at}, SETTINGS)
    assert hour == at + timedelta(hours=1)


def test_the_clock_changes_of_2026() -> None:
    spring = expressions.evaluate('at_time(date("2026-03-29"), "01:30")', {}, SETTINGS)
    summer = expressions.evaluate('at_time(date("2026-03-29"), "09:00")', {}, SETTINGS)
    winter = expressions.evaluate('at_time(date("2026-10-26"), "09:00")', {}, SETTINGS)

    assert spring == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert summer == datetime(2026, 3, 29, 8, tzinfo=UTC)
    assert winter == datetime(2026, 10, 26, 9, tzinfo=UTC)


def test_time_between_two_instants_counts_the_hour_that_the_clock_skips() -> None:
    data = {
        "a": datetime(2026, 3, 28, 12, tzinfo=LONDON),
        "b": datetime(2026, 3, 29, 12, tzinfo=LONDON),
    }

    assert expressions.evaluate("b - a", data, SETTINGS) == timedelta(hours=23)


def test_a_local_date_and_time_is_meant_on_the_clocks_of_the_zone() -> None:
    value = expressions.evaluate('date and time("2026-07-01T09:00:00")', {}, SETTINGS)

    assert value == datetime(2026, 7, 1, 8, tzinfo=UTC)


def test_another_zone_may_be_chosen() -> None:
    settings = Settings(now=SETTINGS.now, calendar=Calendar(), zone="America/New_York")

    value = expressions.evaluate('at_time(today(), "09:00")', {}, settings)

    assert value == datetime(2026, 11, 30, 14, tzinfo=UTC)


def test_the_present_instant_needs_a_zone() -> None:
    with pytest.raises(ValueError, match="needs a time zone"):
        Settings(now=datetime(2026, 12, 1), calendar=Calendar())  # noqa: DTZ001


def test_a_duration_of_months_comes_back_as_such() -> None:
    assert expressions.evaluate('duration("P1Y2M")', {}, SETTINGS) == Months(14)


@pytest.mark.parametrize(
    "value",
    [datetime(2026, 1, 1), float("nan"), float("inf"), THING, {1, 2}, b"x", 3 + 4j],  # noqa: DTZ001
    ids=repr,
)
def test_a_value_that_cannot_be_used_fails_without_being_shown(value: object) -> None:
    with pytest.raises(ExpressionFailed):
        expressions.evaluate("value", {"value": value}, SETTINGS)


DEEP: object = 1
for _ in range(21):
    DEEP = [DEEP]


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ({"typename": "Process"}, "typename"),
        ([{"a": {"__class__": 1}}], "typename"),
        ({"@d": "2026-01-01"}, "typename"),
        ({1: 2}, "not text"),
        (DEEP, "more than 20 deep"),
        ([0] * 20_001, "more than 20000 parts"),
        ({"a": THING}, "Thing cannot be kept"),
        (datetime(2026, 1, 1), "no time zone"),  # noqa: DTZ001
        ("\ud800", "not valid Unicode"),
        ({"\ud800": 1}, "not valid Unicode"),
        ("a\0b", "NUL"),
        (float("nan"), "not a number"),
        (Decimal("Infinity"), "infinite"),
        (10**400, "too large"),
    ],
    ids=lambda value: ascii(value)[:30],
)
def test_an_unsafe_value_is_refused_with_its_place(value: object, reason: str) -> None:
    with pytest.raises(UnsafeValue, match=reason) as refusal:
        check_value(value, "the form stage_1")
    assert str(refusal.value).startswith("the form stage_1: ")


def test_what_is_just_within_the_limits_is_allowed() -> None:
    deep: object = 1
    for _ in range(20):
        deep = [deep]
    check_value(deep, "x")
    check_value([0] * 19_999, "x")
    check_value({"a": [time(9), timedelta(1), Decimal("1.5"), None, True, "é"]}, "x")
