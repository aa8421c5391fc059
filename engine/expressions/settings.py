"""What the functions of the language see besides their inputs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from engine.calendar import Calendar

EPOCH = date(1970, 1, 1)
FIRST_YEAR, LAST_YEAR = 1970, 2100
WEEK = 7 * 86400


@dataclass(frozen=True)
class Settings:
    """The present instant (aware), the calendar and the zone whose clocks people read.

    `standard`: errors give null, as the DMN standard says, instead of failing: for files of others.
    """

    now: datetime
    calendar: Calendar
    zone: str = "Europe/London"
    standard: bool = False

    def __post_init__(self) -> None:
        if self.now.tzinfo is None:
            raise ValueError("the present instant needs a time zone")


def calendar_days(calendar: Calendar) -> list[int]:
    """The days that are not worked, as days since 1970."""
    return sorted((day - EPOCH).days for day in calendar.bank_holidays | calendar.closures)


@lru_cache(maxsize=64)
def zone_offsets(name: str) -> tuple[tuple[int, int], ...]:
    """The zone's offsets from UTC in seconds, each with the first second it holds for.

    () when there is no zone of that name, in capitals or not.
    """
    if name.upper() not in _zone_names():
        return ()
    zone = zone_named(name)
    start = _second(FIRST_YEAR)
    found = [(start, _offset(zone, start))]
    for second in range(start + WEEK, _second(LAST_YEAR), WEEK):
        offset = _offset(zone, second)
        if offset != found[-1][1]:
            found.append((_change(zone, second - WEEK, second), offset))
    return tuple(found)


@lru_cache(maxsize=64)
def zone_named(name: str) -> ZoneInfo:
    """The zone of that name, in whatever letters; ZoneInfoNotFoundError when there is none."""
    return ZoneInfo(_zone_names().get(name.upper(), name))


@lru_cache(maxsize=1)
def _zone_names() -> dict[str, str]:
    return {name.upper(): name for name in available_timezones()}


def _second(year: int) -> int:
    return int(datetime(year, 1, 1, tzinfo=UTC).timestamp())


def _offset(zone: ZoneInfo, second: int) -> int:
    offset = datetime.fromtimestamp(second, zone).utcoffset()
    return int(offset.total_seconds()) if offset else 0


def _change(zone: ZoneInfo, before: int, after: int) -> int:
    old = _offset(zone, before)
    while after - before > 1:
        middle = (before + after) // 2
        if _offset(zone, middle) == old:
            before = middle
        else:
            after = middle
    return after
