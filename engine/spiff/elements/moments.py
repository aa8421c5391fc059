"""Instants as people write them beside a diagram: so long after, or on that day at that hour."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from engine.spiff.elements import periods

Ask = Callable[[str, int, datetime], object]
Meant = datetime | periods.Period | periods.Cycle | None


def moment_after(text: str, base: datetime, zone: str) -> datetime:
    """`base` plus an ISO 8601 duration such as P10D, or the instant the text names; in UTC.

    Raises TimerRefused, also beyond five years.
    """
    clock = ZoneInfo(zone)
    if text.startswith("P"):
        return periods.period(text).after(base, clock)
    return periods.instant(text, clock)


def timer_moments(
    kind: str, text: str, base: datetime, zone: str, ask: Ask, most: int
) -> list[datetime]:
    """When a timer fires that is reached at `base`: once, or the first `most` times of a timeCycle.

    In UTC. `ask(text, fired, at)` evaluates FEEL after so many occurrences, at the instant of the
    last one; what it raises goes through, as does TimerRefused.
    """
    clock, found = ZoneInfo(zone), list[datetime]()
    for fired in range(most if kind == "timeCycle" else 1):
        plain = periods.unquoted(text)
        at = found[-1] if found else base
        value = plain if periods.is_literal(text) else ask(plain, fired, at)
        due = _due(periods.meant(kind, value, clock), fired, base, clock)
        if due is None:
            break
        found.append(due)
    return found


def _due(meant: Meant, fired: int, base: datetime, zone: ZoneInfo) -> datetime | None:
    if isinstance(meant, periods.Cycle):
        return meant.occurrence(fired, base, zone)
    return meant.after(base, zone) if isinstance(meant, periods.Period) else meant
