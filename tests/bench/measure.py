"""Measuring: CPU and wall time of one action, its SQL statements and its commits."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Engine, event


@dataclass
class Row:
    """One line of the table: a figure, its unit, and the target it is held against."""

    name: str
    value: float
    unit: str
    target: float | None = None
    note: str = ""

    @property
    def met(self) -> bool | None:
        return None if self.target is None else self.value <= self.target


@dataclass
class Count:
    """SQL statements and commits seen while counting."""

    statements: int = 0
    commits: int = 0
    texts: list[str] = field(default_factory=list)


@contextmanager
def counting(engine: Engine) -> Iterator[Count]:
    """Count what reaches the database inside the block; BEGIN and COMMIT are not statements."""
    count = Count()

    def statement(_conn: object, _cursor: object, text: str, *_rest: object) -> None:
        if not text.lstrip().upper().startswith(("BEGIN", "SAVEPOINT", "RELEASE")):
            count.statements += 1
            count.texts.append(text)

    def commit(_conn: object) -> None:
        count.commits += 1

    event.listen(engine, "before_cursor_execute", statement)
    event.listen(engine, "commit", commit)
    try:
        yield count
    finally:
        event.remove(engine, "before_cursor_execute", statement)
        event.remove(engine, "commit", commit)


def cpu_ms(action: Callable[[int], object], times: int, warm: int = 5) -> float:
    """The median CPU milliseconds of `action(i)`, after `warm` runs that are not counted."""
    return statistics.median(_each(action, times, warm, time.process_time))


def wall_ms(action: Callable[[int], object], times: int, warm: int = 5) -> float:
    """The median milliseconds by the clock."""
    return statistics.median(_each(action, times, warm, time.perf_counter))


def _each(
    action: Callable[[int], object], times: int, warm: int, clock: Callable[[], float]
) -> list[float]:
    taken = []
    for turn in range(times + warm):
        began = clock()
        action(turn)
        taken.append((clock() - began) * 1000)
    return taken[warm:]
