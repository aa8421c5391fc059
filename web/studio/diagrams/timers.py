"""Worked examples of a timer: reached on three days, one of them before a bank holiday."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from engine.bundle import Bundle
from engine.calendar import Calendar, calendar_of
from engine.spiff import is_literal, timer_moments, zone
from web.studio.diagrams.samples import Sample, evaluate, given, names, shown

KINDS = ("timeDate", "timeDuration", "timeCycle")
TIMES = 3
DAY = timedelta(days=1)
MORNING = time(10, 0)
FRIDAY = 4
AHEAD = 400


@dataclass(frozen=True)
class Asked:
    """A timer as it is typed: its kind as the diagram calls it, or "due" for a date that is due."""

    kind: str
    text: str
    sample: Sample

    @property
    def drawn(self) -> str:
        """The kind of timer whose rules hold."""
        return "timeDate" if self.kind == "due" else self.kind


def examples(bundle: Bundle, asked: Asked, now: datetime) -> list[dict[str, Any]]:
    """When it is reached and when it happens, in words, with the days between that nobody works.

    A repetition is shown once, with its first three times. Raises ExpressionFailed, TimerRefused.
    """
    calendar, clock = calendar_of(bundle, None), ZoneInfo(zone(bundle))
    days = list(reached(calendar, now.astimezone(clock).date()))
    repeats = asked.kind == "timeCycle"
    bases = [datetime.combine(day, MORNING, clock) for day in (days[-1:] if repeats else days)]
    return [_example(bundle, asked, base, calendar) for base in bases]


def reached(calendar: Calendar, today: date) -> Iterator[date]:
    """The present working day, a Friday after it, and the last one before a weekday off."""
    first = calendar.next_working_day(today)
    later = [first + n * DAY for n in range(1, AHEAD)]
    fridays = (day for day in later if day.weekday() == FRIDAY and calendar.is_working_day(day))
    off = (day for day in later if _off(calendar, day))
    yield first
    yield next(fridays, first + 7 * DAY)
    yield calendar.add_working_days(next(off, first + 7 * DAY), -1)


def _off(calendar: Calendar, day: date) -> bool:
    return day.weekday() <= FRIDAY and not calendar.is_working_day(day)


def _example(bundle: Bundle, asked: Asked, base: datetime, calendar: Calendar) -> dict[str, Any]:
    known = _known(bundle, asked, base)

    def ask(text: str, fired: int, at: datetime) -> object:
        return evaluate(bundle, asked.drawn, text, {**known, "fired": fired}, at)

    clock = zone(bundle)
    due = timer_moments(asked.drawn, asked.text, base, clock, ask, TIMES)
    last = due[-1].astimezone(base.tzinfo).date() if due else base.date()
    return {
        "reached": shown(base, clock),
        "due": [shown(moment, clock) for moment in due],
        "off": [f"{d.day} {d:%B}" for d in _between(base.date(), last) if _off(calendar, d)][:12],
    }


def _known(bundle: Bundle, asked: Asked, base: datetime) -> Mapping[str, object]:
    wanted = [] if is_literal(asked.text) else names(asked.drawn, asked.text)
    sample = {name: asked.sample.get(name, "") for name in wanted}
    guessed = {name: _guess(name, asked.text, base) for name in wanted}
    return {**guessed, **given(bundle, sample, base)}


def _guess(name: str, text: str, base: datetime) -> object:
    """What a variable without an example value holds: mostly the day; by its name an instant or a
    month; a record, where the text asks for its entries."""
    entries = re.findall(rf"\b{re.escape(name)}\.(\w+)", text)
    if entries:
        return {entry: _guess(entry, "", base) for entry in entries}
    if name == "month" or name.endswith("_month"):
        return f"{base:%Y-%m}"
    return base if name.endswith("_at") else base.date()


def _between(first: date, last: date) -> Iterator[date]:
    return (first + n * DAY for n in range(1, min((last - first).days, AHEAD) + 1))
