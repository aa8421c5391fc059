"""When a timer is due, as one modeller or another writes it; what cannot be read is refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from engine.spiff import start_due

from .conftest import NOON, TestHost
from .drawing import Case, refused
from .happening import beside, catch, handler, start, tell
from .sketching import sketch

HOUR = NOON + timedelta(hours=1)


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ("after PT1H", HOUR),
        ('after "PT1H"', HOUR),
        ('after =duration("PT1H")', HOUR),
        ('after @"PT1H"', HOUR),
        ('after duration("PT" + string(hours) + "H")', HOUR),
        ("after PT0.5S", NOON + timedelta(milliseconds=500)),
        ("after P1W", NOON + timedelta(days=7)),
        ("at 2026-12-02", datetime(2026, 12, 2, tzinfo=UTC)),
        ("at 2026-12-02T09:30:00", datetime(2026, 12, 2, 9, 30, tzinfo=UTC)),
        ("at 2027-06-01T09:30:00", datetime(2027, 6, 1, 8, 30, tzinfo=UTC)),
        ("at 2026-12-02T09:30:00+02:00", datetime(2026, 12, 2, 7, 30, tzinfo=UTC)),
        ('at ="2026-12-02T09:30:00Z"', datetime(2026, 12, 2, 9, 30, tzinfo=UTC)),
        ('at date and time("2026-12-02T09:30:00Z")', datetime(2026, 12, 2, 9, 30, tzinfo=UTC)),
        ("every R/PT1H", HOUR),
        ("every R1/PT1H", HOUR),
        ("every R/2026-12-02T09:00:00Z/P1D", datetime(2026, 12, 2, 9, tzinfo=UTC)),
    ],
)
def test_a_catch_waits_until_then(host: TestHost, said: str, due: datetime) -> None:
    story = tell(host, catch("c", said), "s > c > e").start(hours=1).reload()
    [timer] = story.execution.waits().timers.values()
    assert timer.due == due
    host.now = due
    assert story.wait(seconds=0) == ["c"]
    assert story.outcome == "completed"


def test_a_cycle_that_interrupts_happens_the_first_time(host: TestHost) -> None:
    boundary = beside("b", "w", "every R3/PT10S")
    story = tell(host, "user w", boundary, "user a", "s > w > e", "b > a").start()
    assert story.wait(seconds=10) == ["b"]
    assert story.wait(seconds=10) == []
    assert story.names() == ["a"]


@pytest.mark.parametrize("place", ["boundary", "handler"])
def test_a_cycle_that_does_not_interrupt_happens_so_many_times(host: TestHost, place: str) -> None:
    boundary = [beside("b", "w", "every R4/PT10S", stops=False), "user a", "b > a"]
    lines = boundary if place == "boundary" else [handler("h", "every R4/PT10S", stops=False)]
    story = tell(host, "user w", *lines, "s > w > e").start()
    fired = [bool(story.wait(seconds=10)) for _ in range(6)]
    assert fired == [True, True, True, True, False, False]
    assert story.names() == ["a", "a", "a", "a", "w"]


def test_a_cycle_without_end_catches_up_once_after_years(host: TestHost) -> None:
    boundary = beside("b", "w", "every R/2026-12-01T09:00:00Z/PT1M", stops=False)
    story = tell(host, "user w", boundary, "user a", "s > w > e", "b > a").start()
    assert story.wait(days=800) == ["b"]
    [timer] = story.execution.waits().timers.values()
    assert timer.due == host.now + timedelta(minutes=1)


def test_a_month_counts_from_where_it_began(host: TestHost) -> None:
    host.now = datetime(2027, 1, 31, 9, tzinfo=UTC)
    boundary = beside("b", "w", "every R/P1M", stops=False)
    story = tell(host, "user w", boundary, "user a", "s > w > e", "b > a").start()
    due = []
    for _ in range(2):
        [timer] = story.execution.waits().timers.values()
        due.append(timer.due.date().isoformat())
        host.now = timer.due
        story.wait(seconds=0)
    assert due == ["2027-02-28", "2027-03-31"]


def test_each_timer_of_several_starts_has_its_own_instant(host: TestHost) -> None:
    starts = [start("early", "after PT1H"), start("late", "every R/P1D")]
    told = tell(host, '<endEvent id="e"/>', *starts, "early > e", "late > e", plain=True)
    given = (told.definitions, "p", host)
    assert told.definitions.processes["p"].start_timers == (("early", "PT1H"), ("late", "R/P1D"))
    due = [start_due(*given, base=NOON, timer=place) for place in range(3)]
    assert due == [HOUR, NOON + timedelta(days=1), None]


def case(said: str, words: str) -> Case:
    return sketch(catch("c", said), "s > c > e"), "c", words


REFUSED: dict[str, Case] = {
    "quoted nonsense": case('after "P1"', "not a duration"),
    "nonsense in a call": case('after =duration("1 hour")', "not a duration"),
    "a date that is none": case("at 2026-13-45", "needs a date"),
    "a duration for a date": case("at PT1H", "needs a date"),
    "a date for a duration": case("after 2026-12-02", "not a duration"),
    "a negative duration": case("after -PT5M", "not a duration"),
    "cron": case("every 0 0 9 * * ?", "cron"),
    "cron with names": case("every 0 9 * * MON-FRI", "cron"),
    "a repetition without a period": case("every R3/", "not a repetition"),
    "a catch several times": case("every R4/PT1S", "waited for once"),
    "no pause at all": case("every R/PT10S", "at most once a minute"),
    "nothing": case("after ", "does not say when"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_text_that_cannot_be_kept_is_refused(case: str) -> None:
    assert refused(REFUSED[case])
