"""Timers on a clock in hand: once, repeatedly, after an outage, never after submission."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from engine.spiff import start_due
from engine.spiff.elements.periods import UTC_ZONE as UTC_NAME
from engine.spiff.elements.periods import TimerRefused, cycle, instant, is_literal, period

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)


def reminders(told: Any) -> int:
    return sum(operation == "letters.send" for operation, _, _ in told.host.calls)


def test_a_reminder_every_ten_working_days_until_submitted(story: Any) -> None:
    told = story("reminders").start(issued_on=date(2026, 12, 1))
    [task] = told.tasks()
    [timer] = told.execution.waits().timers.values()
    assert timer.due == datetime(2026, 12, 15, 9, tzinfo=UTC)
    assert timer.rule.startswith("=at_time")
    assert told.wait(days=13) == []
    assert told.wait(days=1) == ["remind"]
    assert told.wait(days=14) == ["remind"]
    assert reminders(told) == 2
    [same] = told.tasks()
    assert same.task_id == task.task_id
    told.submit("audit_form")
    assert told.outcome == "completed"
    assert told.wait(days=100) == []


def test_after_an_outage_one_reminder_catches_up(story: Any) -> None:
    told = story("reminders").start(issued_on=date(2026, 12, 1))
    assert told.wait(days=60) == ["remind"]
    assert reminders(told) == 1
    [timer] = told.execution.waits().timers.values()
    assert timer.due > told.host.now
    assert timer.due.date().weekday() < 5


def test_a_cycle_as_modellers_type_it_counts_its_occurrences(story: Any) -> None:
    told = story("cycles").start()
    assert [told.wait(hours=10) for _ in range(4)] == [["nudge"], ["nudge"], ["nudge"], []]
    assert told.variables["nudges"] == 3
    assert told.names() == ["answer"]


def test_missed_cycles_do_not_fire_in_a_burst(story: Any) -> None:
    told = story("cycles").start()
    assert told.wait(hours=25) == ["nudge"]
    assert told.wait(hours=5) == ["nudge"]
    assert told.execution.waits().timers == {}


def test_a_deadline_takes_the_user_task_away(story: Any) -> None:
    told = story("deadline").start()
    assert told.wait(days=9) == []
    assert told.wait(days=1) == ["late"]
    assert told.names() == ["chase"]
    states = [(s.element_id, s.state) for s in told.execution.take_steps()]
    assert ("answer", "cancelled") in states


def test_an_event_on_the_boundary_is_news_only_when_it_happens(story: Any) -> None:
    told = story("cycles").start()
    assert "nudge" not in [s.element_id for s in told.execution.take_steps()]
    told.wait(hours=10)
    told.submit("answer")
    steps = [s.state for s in told.execution.take_steps() if s.element_id == "nudge"]
    assert steps == ["reached", "completed"]


def test_submitting_in_time_disarms_the_deadline(story: Any) -> None:
    told = story("deadline").start().submit("answer")
    assert told.outcome == "completed"
    assert not told.execution.waits().timers


@pytest.mark.parametrize(
    "when", [date(2026, 12, 5), "2026-12-05T00:00:00Z", datetime(2026, 12, 5, tzinfo=UTC)]
)
def test_a_date_may_come_from_a_variable(story: Any, when: object) -> None:
    told = story("pause").start(when=when)
    assert told.wait(days=3) == []
    assert told.wait(days=1) == ["wait_for_it"]
    assert told.outcome == "completed"


def test_a_date_that_has_passed_fires_at_once(story: Any) -> None:
    told = story("pause").start(when=date(2020, 1, 1))
    assert told.wait(seconds=0) == ["wait_for_it"]


def test_a_timer_that_cannot_be_worked_out_is_a_problem_until_retried(story: Any) -> None:
    told = story("pause").start(when="soon")
    assert told.problem().element_id == "wait_for_it"
    assert told.outcome == "active"
    told.variables["when"] = date(2026, 12, 2)
    told.execution.retry(told.problem().task_id)
    assert not told.execution.problems()
    assert told.wait(days=1) == ["wait_for_it"]


def test_ten_days_keep_the_time_of_day_when_the_clocks_change(story: Any, host: Any) -> None:
    host.now = datetime(2026, 3, 25, 9, tzinfo=UTC)
    told = story("deadline").start()
    [timer] = told.execution.waits().timers.values()
    assert timer.due == datetime(2026, 4, 4, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["P1000000000Y", "PT", "P", "-P1D", "P99Y", "1 day", "P1D2", "PT99999H"]
)
def test_absurd_durations_are_refused(text: str) -> None:
    with pytest.raises(TimerRefused):
        period(text)


@pytest.mark.parametrize("text", ["R/PT0S", "R/PT1S", "R0/P1D", "R999/P1D", "R3", "R3/P1D/P1D"])
def test_absurd_cycles_are_refused(text: str) -> None:
    with pytest.raises(TimerRefused):
        cycle(text, UTC_NAME)


@pytest.mark.parametrize("value", [datetime(1999, 1, 1, tzinfo=UTC), "2500-01-01", "then", 5, None])
def test_absurd_dates_are_refused(value: object) -> None:
    with pytest.raises(TimerRefused):
        instant(value, UTC_NAME)


@pytest.mark.parametrize("text", ["PT1H", "P10D", "R3/PT10H", "R/P14D", "2026-12-01T09:00:00Z"])
def test_what_modellers_type_is_read_as_it_stands(text: str) -> None:
    assert is_literal(text)


def test_a_month_after_the_last_of_january_is_the_last_of_february() -> None:
    start = datetime(2026, 1, 31, 9, tzinfo=UTC)
    assert period("P1M").after(start, UTC_NAME) == datetime(2026, 2, 28, 9, tzinfo=UTC)


def test_when_a_process_that_starts_by_itself_is_to_start(story: Any) -> None:
    weekly = story("every_week")
    dues = [
        start_due(weekly.definitions, "every_week", weekly.host, base=weekly.host.now, fired=n)
        for n in (0, 1)
    ]
    assert dues == [datetime(2026, 12, day, 12, tzinfo=UTC) for day in (8, 15)]
    monthly = story("monthly")
    due = start_due(monthly.definitions, "monthly", monthly.host, base=monthly.host.now)
    assert due == datetime(2026, 12, 1, 6, tzinfo=UTC)
    assert start_due(story("pause").definitions, "pause", monthly.host, base=NOW) is None


def test_a_process_started_by_the_clock_begins_behind_its_start_event(story: Any) -> None:
    assert story("every_week").start().names() == ["draw"]


@pytest.mark.parametrize(("wanted", "timers"), [(True, 1), (False, 0)])
def test_null_means_no_reminders_at_all(story: Any, wanted: bool, timers: int) -> None:
    told = story("perhaps").start(wanted=wanted)
    assert len(told.execution.waits().timers) == timers
    assert not told.execution.problems()
    assert told.submit("work").outcome == "completed"


def test_a_repetition_that_does_not_move_on_is_a_problem_and_the_work_goes_on(story: Any) -> None:
    told = story("perhaps").start(wanted=True)
    told.host.now = datetime(2026, 12, 1, 21, tzinfo=UTC)
    assert told.execution.fire_timers() == ["nudge"]
    told.execution.run()
    assert "must move on" in told.problem().sentence
    assert told.names() == ["work"]
