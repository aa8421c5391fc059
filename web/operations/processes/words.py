"""Durations and shares as people say them."""

from __future__ import annotations

from web.words import count

MINUTE, HOUR, DAY = 60, 3600, 86400
# Up to here the smaller unit is the clearer one.
LONG_MINUTES, LONG_HOURS, SHORT_DAYS = 90 * MINUTE, 48 * HOUR, 10


def span(seconds: float | None) -> str:
    """About how long: 40 minutes, 3.5 days; empty for None."""
    if seconds is None:
        return ""
    if seconds < 1:
        return "At once"
    if seconds < MINUTE:
        return count(round(seconds), "second")
    if seconds < LONG_MINUTES:
        return count(round(seconds / MINUTE), "minute")
    if seconds < LONG_HOURS:
        return count(round(seconds / HOUR), "hour")
    return _days(seconds / DAY)


def _days(days: float) -> str:
    shown = round(days, 1) if days < SHORT_DAYS else round(days)
    return f"{shown:g} days"


def working(days: float | None) -> str:
    """3 working days; empty for None."""
    return "" if days is None else count(round(days), "working day")


def lateness(days: float | None) -> str:
    """How late: later the same day, or so many working days; empty for None."""
    return "" if days is None else working(days) if days >= 1 else "Later the same day"


def share(part: float | None) -> str:
    """18%; empty for None."""
    return "" if part is None else f"{part:.0%}"
