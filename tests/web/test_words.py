"""Dates and times as people in Britain write them."""

from datetime import UTC, date, datetime

import pytest

from web import words


@pytest.mark.parametrize(
    ("hour", "minute", "said"),
    [
        (10, 14, "10:14am"),
        (12, 0, "midday"),
        (0, 0, "midnight"),
        (17, 0, "5pm"),
        (12, 5, "12:05pm"),
    ],
)
def test_times_are_said_in_the_twelve_hour_clock(hour, minute, said):
    assert words.clock_time(datetime(2026, 12, 1, hour, minute, tzinfo=UTC)) == said


def test_an_instant_is_told_by_the_clocks_of_the_office():
    assert words.moment(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)) == "2 July 2026 at 12:30am"


def test_days_and_months_are_written_out():
    assert words.weekday(date(2026, 12, 14)) == "Monday 14 December 2026"
    assert words.month_name("2026-12") == "December 2026"
    assert words.month_name("soon") == "soon"


def test_one_letter_and_two_letters():
    assert (words.count(1, "letter"), words.count(2, "letter")) == ("1 letter", "2 letters")
    assert words.count(1200, "person", "people") == "1,200 people"
