"""Working days over Christmas and the May holidays, and the laws they keep."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import expressions
from engine.calendar import Calendar, CalendarRefused
from engine.expressions import Settings

ENGLAND = Calendar.england(range(2025, 2030))
SETTINGS = Settings(now=datetime(2026, 12, 1, tzinfo=UTC), calendar=ENGLAND)
DAYS = st.dates(date(2025, 2, 1), date(2029, 11, 30))
COUNTS = st.integers(-200, 200)


def test_christmas_2026_takes_christmas_day_and_the_monday_for_boxing_day() -> None:
    """Boxing Day is a Saturday in 2026, so Monday 28 December is its substitute."""
    worked = [day for day in range(21, 32) if ENGLAND.is_working_day(date(2026, 12, day))]

    assert worked == [21, 22, 23, 24, 29, 30, 31]


@pytest.mark.parametrize(
    ("day", "n", "wanted"),
    [
        (date(2026, 12, 23), 1, date(2026, 12, 24)),
        (date(2026, 12, 24), 1, date(2026, 12, 29)),
        (date(2026, 12, 18), 10, date(2027, 1, 6)),
        (date(2026, 12, 25), 1, date(2026, 12, 29)),
        (date(2026, 5, 1), 1, date(2026, 5, 5)),
        (date(2026, 5, 22), 1, date(2026, 5, 26)),
        (date(2026, 4, 2), 1, date(2026, 4, 7)),
        (date(2027, 1, 4), -1, date(2026, 12, 31)),
        (date(2026, 12, 26), 0, date(2026, 12, 26)),
    ],
)
def test_day_nought_is_not_counted(day: date, n: int, wanted: date) -> None:
    assert ENGLAND.add_working_days(day, n) == wanted


@pytest.mark.parametrize(
    ("a", "b", "wanted"),
    [
        (date(2026, 12, 24), date(2026, 12, 29), 1),
        (date(2026, 12, 29), date(2026, 12, 24), -1),
        (date(2026, 12, 24), date(2026, 12, 28), 0),
        (date(2026, 5, 1), date(2026, 5, 8), 4),
        (date(2026, 5, 5), date(2026, 5, 5), 0),
    ],
)
def test_working_days_between_two_dates(a: date, b: date, wanted: int) -> None:
    assert ENGLAND.working_days_between(a, b) == wanted


def test_the_last_working_day_of_a_month() -> None:
    assert ENGLAND.last_working_day(2026, 12) == date(2026, 12, 31)
    assert ENGLAND.last_working_day(2026, 5) == date(2026, 5, 29)
    assert ENGLAND.last_working_day(2026, 2) == date(2026, 2, 27)


def test_days_an_organisation_is_closed_are_not_worked() -> None:
    closed = Calendar.england([2026], closures=[date(2026, 12, 29)])

    assert closed.add_working_days(date(2026, 12, 24), 1) == date(2026, 12, 30)
    assert closed.next_working_day(date(2026, 12, 25)) == date(2026, 12, 30)


@pytest.mark.parametrize("n", [10_001, -10_001, 10**9])
def test_an_absurd_count_is_refused(n: int) -> None:
    with pytest.raises(CalendarRefused, match="are too many"):
        ENGLAND.add_working_days(date(2026, 1, 1), n)


def test_dates_absurdly_far_apart_are_refused() -> None:
    with pytest.raises(CalendarRefused, match="too far apart"):
        ENGLAND.working_days_between(date(1, 1, 1), date(9999, 1, 1))


def test_a_calendar_without_working_days_is_refused() -> None:
    shut = Calendar(closures=frozenset(date(2026, 1, 1) + timedelta(i) for i in range(500)))

    with pytest.raises(CalendarRefused, match="no working day within a year"):
        shut.next_working_day(date(2026, 1, 1))


@given(DAYS, COUNTS)
def test_adding_gives_a_working_day_and_counting_gives_the_count_back(day: date, n: int) -> None:
    there = ENGLAND.add_working_days(day, n)

    if n != 0:
        assert ENGLAND.is_working_day(there)
    if n > 0:
        assert ENGLAND.working_days_between(day, there) == n


@given(DAYS, DAYS)
def test_counting_back_is_the_negative_of_counting_forward(a: date, b: date) -> None:
    assert ENGLAND.working_days_between(a, b) == -ENGLAND.working_days_between(b, a)


@given(DAYS, COUNTS, DAYS)
def test_the_language_counts_as_the_calendar_does(a: date, n: int, b: date) -> None:
    text = (
        "{from: working_days_from(a, n), between: working_days_between(a, b),"
        " next: next_working_day(a), last: last_working_day(a), works: is_working_day(a)}"
    )

    found = expressions.evaluate_context(text, {"a": a, "b": b, "n": n}, SETTINGS)

    assert found == {
        "from": ENGLAND.add_working_days(a, n),
        "between": ENGLAND.working_days_between(a, b),
        "next": ENGLAND.next_working_day(a),
        "last": ENGLAND.last_working_day(a.year, a.month),
        "works": ENGLAND.is_working_day(a),
    }
