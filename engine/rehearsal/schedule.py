"""What is to happen at which instant of the virtual clock, besides the timers of instances."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from datetime import datetime

Act = Callable[[], None]


class Schedule:
    """Appointments by their instant; those of the same instant in the order they were made."""

    def __init__(self) -> None:
        self._made = 0
        self._heap: list[tuple[datetime, int, Act]] = []

    def add(self, at: datetime, act: Act) -> None:
        """Have `act` called when the clock reaches `at`."""
        self._made += 1
        heapq.heappush(self._heap, (at, self._made, act))

    @property
    def next(self) -> datetime | None:
        """The instant of the first appointment."""
        return self._heap[0][0] if self._heap else None

    def keep(self, now: datetime) -> bool:
        """Do the first appointment that is due; False when none is."""
        if not self._heap or self._heap[0][0] > now:
            return False
        heapq.heappop(self._heap)[2]()
        return True
