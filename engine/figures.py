"""How long passages took and how late they were, as counts that can be added up.

Durations are counted in bands that grow by a tenth. Each band knows the sum of what it holds, so a
middle is told to within a few per cent, and exactly where all in the band took the same time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from math import ceil, floor, log
from typing import Protocol
from zoneinfo import ZoneInfo

from engine.calendar import Calendar

GROWTH = 1.1
IN_TIME = 0
MEASURES = ("elapsed", "working", "due", "cancelled")


class Ended(Protocol):
    """A passage that is over, as its row says it."""

    @property
    def reached_at(self) -> datetime: ...
    @property
    def ended_at(self) -> datetime | None: ...
    @property
    def due_at(self) -> datetime | None: ...
    @property
    def outcome(self) -> str | None: ...


@dataclass(frozen=True)
class Days:
    """The days of a process: its calendar, and the zone whose clocks say when a day begins."""

    calendar: Calendar
    zone: ZoneInfo

    def of(self, at: datetime) -> date:
        """The day of an instant."""
        return at.astimezone(self.zone).date()

    def working(self, since: datetime, until: datetime) -> int:
        """The working days from one instant to another."""
        return self.calendar.working_days_between(self.of(since), self.of(until))


@dataclass
class Spread:
    """Counts and sums by band."""

    bands: dict[int, tuple[int, int]] = field(default_factory=dict)

    def add(self, band: int, count: int, total: int) -> None:
        """Count more of a band."""
        had, sum_ = self.bands.get(band, (0, 0))
        self.bands[band] = (had + count, sum_ + total)

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(count for count, _ in self.bands.values())

    def at(self, share: float) -> float | None:
        """What `share` (0.5 for the median, 0.9) of all are at or under; None of none."""
        rank = ceil(share * self.count)
        for band in sorted(self.bands):
            count, total = self.bands[band]
            rank -= count
            if count > 0 and rank <= 0:
                return total / count
        return None


@dataclass
class Figures:
    """What is known of one element: `elapsed` in seconds, `working` in working days, and `due`."""

    elapsed: Spread = field(default_factory=Spread)
    working: Spread = field(default_factory=Spread)
    due: Spread = field(default_factory=Spread)
    cancelled: Spread = field(default_factory=Spread)

    def add(self, measure: str, band: int, count: int, total: int) -> None:
        """Count more of a measure."""
        spread: Spread = getattr(self, measure)
        spread.add(band, count, total)

    @property
    def in_time(self) -> int:
        """How many of those with a date were done by it."""
        return self.due.bands.get(IN_TIME, (0, 0))[0]

    @property
    def late(self) -> Spread:
        """Those done after their date, by working days late: 0 is later on the same day."""
        return Spread({band - 1: held for band, held in self.due.bands.items() if band > IN_TIME})


def band_of(seconds: float) -> int:
    """The band of a duration."""
    return 0 if seconds < 1 else 1 + floor(log(seconds, GROWTH))


def measured(row: Ended, days: Days) -> Iterator[tuple[str, int, int]]:
    """What a passage counts as: measure, band, and what it adds to the band's sum."""
    assert row.ended_at is not None
    if row.outcome != "completed":
        yield "cancelled", 0, 0
        return
    seconds = max(0.0, (row.ended_at - row.reached_at).total_seconds())
    worked = days.working(row.reached_at, row.ended_at)
    yield "elapsed", band_of(seconds), round(seconds)
    yield "working", worked, worked
    if row.due_at is not None:
        late = _late(row.due_at, row.ended_at, days)
        yield "due", late + 1 if late is not None else IN_TIME, late or 0


def added(rows: Iterable[tuple[str, str, int, int, int]]) -> dict[str, Figures]:
    """Figures by element, of (element, measure, band, count, total)."""
    found: dict[str, Figures] = {}
    for element, measure, band, count, total in rows:
        found.setdefault(element, Figures()).add(measure, band, count, total)
    return found


def _late(due: datetime, ended: datetime, days: Days) -> int | None:
    return None if ended <= due else max(0, days.working(due, ended))
