"""Working hours over evenings, weekends, bank holidays and the change of the clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import expressions
from engine.calendar import Calendar
from engine.expressions import ExpressionFailed, Settings

LONDON = ZoneInfo("Europe/London")
START = datetime(2026, 1, 1, tzinfo=UTC)
SETTINGS = Settings(
    now=datetime(2026, 12, 1, 9, tzinfo=UTC),
    calendar=Calendar.england(range(2026, 2029)),
    zone="Europe/London",
)
MOMENTS = st.integers(0, 700 * 86400).map(lambda s: START + timedelta(seconds=s))


def later(at: datetime, hours: float, day: tuple[str, str] = ("09:00", "17:00")) -> datetime:
    text = "working_hours_from(at, hours, day.from, day.to)"
    known = {"at": at, "hours": hours, "day": {"from": day[0], "to": day[1]}}
    found: Any = expressions.evaluate(text, known, SETTINGS)
    assert isinstance(found, datetime)
    return found


def london(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("at", "hours", "wanted"),
    [
        pytest.param("2026-12-01 10:15", 4, "2026-12-01 14:15", id="within the day"),
        pytest.param("2026-12-01 13:00", 4, "2026-12-01 17:00", id="to the end of the day"),
        pytest.param("2026-12-01 15:00", 4, "2026-12-02 11:00", id="over the evening"),
        pytest.param("2026-12-01 05:30", 4, "2026-12-01 13:00", id="before the day begins"),
        pytest.param("2026-12-01 19:00", 4, "2026-12-02 13:00", id="after it has ended"),
        pytest.param("2026-12-04 16:00", 4, "2026-12-07 12:00", id="over a weekend"),
        pytest.param("2026-12-05 11:00", 4, "2026-12-07 13:00", id="on a Saturday"),
        pytest.param("2026-12-24 15:30", 4, "2026-12-29 11:30", id="over Christmas"),
        pytest.param("2026-05-01 16:30", 1, "2026-05-05 09:30", id="over a May holiday"),
        pytest.param("2026-03-27 16:00", 2, "2026-03-30 10:00", id="the clocks go forward"),
        pytest.param("2026-10-23 16:30", 1.5, "2026-10-26 10:00", id="the clocks go back"),
        pytest.param("2026-12-01 09:00", 20, "2026-12-03 13:00", id="over several days"),
        pytest.param("2026-12-05 11:00", 0, "2026-12-07 09:00", id="none, on a Saturday"),
    ],
)
def test_only_working_time_counts(at: str, hours: float, wanted: str) -> None:
    assert later(london(at), hours) == london(wanted)


def test_another_working_day_may_be_given() -> None:
    assert later(london("2026-12-01 17:30"), 1, ("08:00", "18:00")) == london("2026-12-02 08:30")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('working_hours_from(now(), 4, "17:00", "09:00")', "must end after it begins"),
        ('working_hours_from(today(), 4, "09:00", "17:00")', "needs a date and time as input 1"),
        ('working_hours_from(now(), -1, "09:00", "17:00")', "needs a number of hours from 0"),
        ('working_hours_from(now(), 4, "9", "17:00")', "needs a time such as"),
    ],
)
def test_what_cannot_be_meant_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ExpressionFailed, match=reason):
        expressions.evaluate(text, {}, SETTINGS)


@given(MOMENTS, st.integers(0, 40), st.integers(1, 40))
def test_hours_add_up(at: datetime, first: int, second: int) -> None:
    assert later(later(at, first), second) == later(at, first + second)


@given(MOMENTS, st.integers(1, 40))
def test_it_ends_in_working_time_and_never_before_the_hours_have_passed(
    at: datetime, hours: int
) -> None:
    found = later(at, hours).astimezone(LONDON)
    assert SETTINGS.calendar.is_working_day(found.date())
    assert 9 <= found.hour + found.minute / 60 <= 17
    assert found - at >= timedelta(hours=hours) - timedelta(seconds=1)
