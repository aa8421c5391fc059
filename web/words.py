"""Dates, times and numbers as people in Britain write them."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Europe/London")


def local(at: datetime) -> datetime:
    """The instant on the clocks of the office."""
    return at.astimezone(HERE)


def day(value: date | datetime | None) -> str:
    """12 December 2026; empty for None."""
    if value is None:
        return ""
    on = local(value).date() if isinstance(value, datetime) else value
    return f"{on.day} {on:%B %Y}"


def short_day(value: datetime, now: datetime) -> str:
    """12 Dec, where there is little room; with the year when it is another than now."""
    on, year = local(value), local(now).year
    return f"{on.day} {on:%b}" if on.year == year else f"{on.day} {on:%b %Y}"


def weekday(value: date | datetime | None) -> str:
    """Monday 14 December 2026; empty for None."""
    if value is None:
        return ""
    on = local(value).date() if isinstance(value, datetime) else value
    return f"{on:%A} {day(on)}"


def clock_time(value: datetime | None) -> str:
    """10:14am, midday or midnight; empty for None."""
    if value is None:
        return ""
    at = local(value)
    if at.minute == 0 and at.hour in (0, 12):
        return "midday" if at.hour else "midnight"
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"


def moment(value: datetime | None) -> str:
    """12 December 2026 at 10:14am; empty for None."""
    return f"{day(value)} at {clock_time(value)}" if value else ""


def month_name(value: str) -> str:
    """December 2026, of "2026-12"; anything else stays as it is."""
    try:
        return f"{datetime.strptime(value, '%Y-%m'):%B %Y}"  # noqa: DTZ007 - a month, no instant
    except ValueError:
        return value


def count(number: int, one: str, many: str = "") -> str:
    """1 letter, 2 letters."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def iso_day(value: str) -> str:
    """12 December 2026, of "2026-12-12"; empty for an empty text."""
    return day(date.fromisoformat(value)) if value else ""


def plain(value: object) -> str:
    """A key as words: cp_chairs_manager is Cp chairs manager."""
    text = str(value).replace("_", " ").strip()
    return text[:1].upper() + text[1:]


FILTERS = {
    "day": day,
    "iso_day": iso_day,
    "weekday": weekday,
    "clock_time": clock_time,
    "moment": moment,
    "month_name": month_name,
    "count": count,
    "plain": plain,
}
