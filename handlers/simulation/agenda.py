"""What people are going to do, in the order of time."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from random import Random

Act = Callable[[], object]


class Agenda:
    """Planned acts. Those of one moment are done in the order of their keys, which say whose they
    are and what of: never in the order of ids, which differ from run to run."""

    def __init__(self) -> None:
        self._planned: list[tuple[datetime, str, int, Act]] = []
        self._count = 0

    def plan(self, at: datetime, key: str, act: Act) -> None:
        """Let it be done at that moment."""
        self._count += 1
        heapq.heappush(self._planned, (at, key, self._count, act))

    @property
    def next(self) -> datetime | None:
        """When the first is to be done; None when nothing is planned."""
        return self._planned[0][0] if self._planned else None

    def due(self, now: datetime) -> list[Act]:
        """Those whose moment has come; they are no longer planned."""
        found: list[Act] = []
        while self._planned and self._planned[0][0] <= now:
            found.append(heapq.heappop(self._planned)[3])
        return found


class Chance:
    """Dice for each thing somebody does, made of the seed and what it is: so nothing that happens
    elsewhere, or is done again after a failure, changes what they do."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._seen: Counter[str] = Counter()

    def dice(self, *about: object) -> Random:
        """The dice for this, the same in every run of this seed."""
        return Random(f"{self._seed} {' '.join(map(str, about))}")  # noqa: S311 invented behaviour

    def key(self, *about: object) -> str:
        """A name for one more thing of this kind, told apart from those before it."""
        name = " ".join(map(str, about))
        self._seen[name] += 1
        return f"{name} {self._seen[name]}"
