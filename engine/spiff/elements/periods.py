"""ISO 8601 durations and repetitions as modellers type them, within limits nobody sane exceeds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from engine.errors import PlumblineError

UTC_ZONE = ZoneInfo("UTC")
LONGEST = timedelta(days=5 * 366)
SHORTEST_CYCLE = timedelta(seconds=1)
SHORTEST_ENDLESS = timedelta(minutes=1)
_LENGTH = (
    r"P(?=[\dT])(?:(?P<years>\d{1,2})Y)?(?:(?P<months>\d{1,3})M)?(?:(?P<weeks>\d{1,3})W)?"
    r"(?:(?P<days>\d{1,4})D)?(?:T(?=\d)(?:(?P<hours>\d{1,4})H)?(?:(?P<minutes>\d{1,5})M)?"
    r"(?:(?P<seconds>\d{1,6}(?:\.\d{1,6})?)S)?)?"
)
_PERIOD = re.compile(_LENGTH)
_WRAPPED = re.compile(
    r'=?\s*(?:@?"(?P<alone>[^"]*)"'
    r'|(?:duration|date|date and time)\(\s*"(?P<called>[^"]*)"\s*\))'
)
_CYCLE = re.compile(r"R(?P<times>\d{0,3})/(?:(?P<start>[^/P]+)/)?(?P<every>P[^/]+)")
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?")


class TimerRefused(PlumblineError):
    """A timer's text or value is not a date or period we can wait for."""


@dataclass(frozen=True)
class Period:
    """Calendar days and months (kept at the same time of day), then an exact time."""

    months: int
    days: int
    exact: timedelta

    def after(self, start: datetime, zone: ZoneInfo, times: int = 1) -> datetime:
        """The instant one period after `start`, or so many, in UTC."""
        local = start.astimezone(zone).replace(tzinfo=None)
        moved = _add_months(local, times * self.months) + timedelta(days=times * self.days)
        return moved.replace(tzinfo=zone).astimezone(UTC) + times * self.exact

    @property
    def length(self) -> timedelta:
        """Roughly how long it is."""
        return timedelta(days=31 * self.months + self.days) + self.exact


@dataclass(frozen=True)
class Cycle:
    """`times` occurrences (None: without end), `every` period apart, counted from `start`."""

    times: int | None
    start: datetime | None
    every: Period

    def occurrence(self, fired: int, base: datetime, zone: ZoneInfo) -> datetime | None:
        """The instant of the occurrence after `fired` others; None when there is none.

        Without a start of its own it begins one period after `base`.
        """
        if self.times is not None and fired >= self.times:
            return None
        if self.start is not None:
            return self.every.after(self.start, zone, fired)
        return self.every.after(base, zone, fired + 1)

    def behind(self, now: datetime, base: datetime, zone: ZoneInfo) -> int:
        """A number of occurrences that surely lie before `now`, seldom less than all but two."""
        # A day may be an hour shorter or longer: one less than reckoned is certain.
        return max(0, (now - (self.start or base)) // self.every.length - 2)


def unquoted(text: str) -> str:
    """What timer text says without the wrapping of other modellers: `"PT1H"`, `duration("PT1H")`.

    Everything else comes back as it is, trimmed.
    """
    found = _WRAPPED.fullmatch(text.strip())
    if found is None:
        return text.strip()
    return (found["alone"] or found["called"] or "").strip()


def is_literal(text: str) -> bool:
    """Whether timer text is ISO 8601 as typed, wrapped or not; everything else is FEEL."""
    inner = unquoted(text)
    return any(pattern.fullmatch(inner) for pattern in (_PERIOD, _CYCLE, _INSTANT))


def period(text: str) -> Period:
    """Read P10D, PT1H, P1Y2M. Raises TimerRefused, also beyond five years."""
    found = _PERIOD.fullmatch(text)
    if found is None:
        raise TimerRefused(f'"{text[:40]}" is not a duration such as P10D or PT1H.')
    part = {name: float(value or 0) for name, value in found.groupdict().items()}
    exact = timedelta(hours=part["hours"], minutes=part["minutes"], seconds=part["seconds"])
    months = int(12 * part["years"] + part["months"])
    return limited(Period(months, int(7 * part["weeks"] + part["days"]), exact))


def limited(found: Period) -> Period:
    """The same period, when it is neither negative nor longer than five years."""
    if not timedelta(0) <= found.length <= LONGEST:
        raise TimerRefused("A timer may wait for at most five years.")
    return found


def cycle(text: str, zone: ZoneInfo) -> Cycle:
    """Read R3/PT10H, R/P14D, R3/2026-12-01T09:00:00Z/P1D. Raises TimerRefused."""
    found = _CYCLE.fullmatch(text)
    if found is None:
        raise TimerRefused(f'"{text[:40]}" is not a repetition such as R3/P14D.')
    every = period(found["every"])
    times = int(found["times"]) if found["times"] else None
    if every.length < SHORTEST_CYCLE:
        raise TimerRefused("A timer may repeat at most once a second.")
    if times is None and every.length < SHORTEST_ENDLESS:
        raise TimerRefused("A timer that repeats without end may do so at most once a minute.")
    if times is not None and not 1 <= times <= 500:
        raise TimerRefused("A timer may repeat between 1 and 500 times.")
    return Cycle(times, instant(found["start"], zone) if found["start"] else None, every)


def instant(value: object, zone: ZoneInfo) -> datetime:
    """A date, a date and time or their ISO text, as an instant in UTC. Raises TimerRefused."""
    if isinstance(value, str):
        value = _from_text(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime.combine(value, time.min)
    if not isinstance(value, datetime):
        raise TimerRefused("A timer needs a date or a date and time.")
    if not 2000 <= value.year <= 2100:
        raise TimerRefused("A timer's date must lie between the years 2000 and 2100.")
    return (value if value.tzinfo else value.replace(tzinfo=zone)).astimezone(UTC)


def meant(kind: str, value: object, zone: ZoneInfo) -> datetime | Period | Cycle | None:
    """What a timer of this kind (timeDate, timeDuration, timeCycle) means by a value: an instant, a
    period, a repetition; None for "no more". Raises TimerRefused."""
    if kind == "timeDuration":
        if isinstance(value, timedelta):
            return limited(Period(0, 0, value))
        return period(str(value))
    if kind == "timeCycle":
        if value is None:
            return None
        if isinstance(value, str) and value.startswith("R"):
            return cycle(value, zone)
    return instant(value, zone)


def _from_text(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _add_months(start: datetime, months: int) -> datetime:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    for day in (start.day, 30, 29, 28):
        try:
            return start.replace(year=year, month=month + 1, day=day)
        except ValueError:
            continue
    return start
