"""When people act: shares of them, each between two moments counted in working days."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from engine.calendar import Calendar

POINT = re.compile(r"(created|due|month)([+-]\d{1,4}(?:\.\d{1,3})?)?")
BEGIN, HOURS = 9, 8
AT_LEAST = timedelta(minutes=2)
HARDLY = 0.05


@dataclass(frozen=True)
class Point:
    """`days` working days after what `anchor` names: created, due, or the first of its month."""

    anchor: str
    days: float = 0.0


@dataclass(frozen=True)
class Span:
    """So large a share of people act between two points; never, when there are none."""

    share: float
    between: tuple[Point, Point] | None


@dataclass(frozen=True)
class Times:
    """What a span is counted from. `due` is None where nothing is due: then it is `created`."""

    created: datetime
    due: datetime | None
    calendar: Calendar
    zone: str


def point(text: str) -> Point:
    """Read "created", "due-2" or "month+10.5". ValueError for anything else."""
    found = POINT.fullmatch(text)
    if found is None:
        raise ValueError(text)
    return Point(found[1], float(found[2] or 0))


def moment(spans: Sequence[Span], times: Times, dice: Random) -> datetime | None:
    """When this person acts, in working hours and after it was asked of them; None for never."""
    chosen = dice.choices(spans, [span.share for span in spans])[0]
    part = dice.random()
    if chosen.between is None:
        return None
    (day, first), (last_day, last) = (_place(one, times) for one in chosen.between)
    length = times.calendar.working_days_between(day, last_day) + last - first
    found = _instant(times, day, first + max(length, HARDLY) * part)
    return max(found, times.created + AT_LEAST * (1 + part))


def _place(one: Point, times: Times) -> tuple[date, float]:
    """A working day, and how much of it has passed."""
    local = _anchor(one.anchor, times).astimezone(ZoneInfo(times.zone))
    day, passed = _worked(times.calendar, local)
    return _on(times.calendar, day, passed + one.days)


def _anchor(name: str, times: Times) -> datetime:
    due = times.due or times.created
    if name == "month":
        first = due.astimezone(ZoneInfo(times.zone)).replace(day=1)
        return first.replace(hour=0, minute=0, second=0, microsecond=0)
    return due if name == "due" else times.created


def _worked(calendar: Calendar, local: datetime) -> tuple[date, float]:
    day = calendar.next_working_day(local.date())
    if day != local.date():
        return day, 0.0
    hours = local.hour + local.minute / 60 - BEGIN
    return day, min(max(hours / HOURS, 0.0), 0.999)


def _on(calendar: Calendar, day: date, passed: float) -> tuple[date, float]:
    whole = int(passed // 1)
    return calendar.add_working_days(day, whole), passed - whole


def _instant(times: Times, day: date, passed: float) -> datetime:
    on, part = _on(times.calendar, day, passed)
    seconds = round(part * HOURS * 3600)
    begin = datetime.combine(on, time(BEGIN), ZoneInfo(times.zone))
    return begin.astimezone(ZoneInfo("UTC")) + timedelta(seconds=seconds)
