"""Instants as people write them beside a diagram: so long after, or on that day at that hour."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from engine.spiff.elements import periods


def moment_after(text: str, base: datetime, zone: str) -> datetime:
    """`base` plus an ISO 8601 duration such as P10D, or the instant the text names; in UTC.

    Raises TimerRefused, also beyond five years.
    """
    clock = ZoneInfo(zone)
    if text.startswith("P"):
        return periods.period(text).after(base, clock)
    return periods.instant(text, clock)
