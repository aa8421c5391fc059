"""The tables of two simulations, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Any

from handlers.reports.figures import Table
from web.simulations.showing import tables
from web.studio.simulation.counts import Figures, Pair
from web.words import weekday


@dataclass(frozen=True)
class Line:
    """A row of both: its label and the pairs by column."""

    label: str
    pairs: tuple[Pair, ...]


@dataclass(frozen=True)
class Both:
    """A table of both simulations."""

    key: str
    title: str
    text: str
    row_title: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def differs(self) -> bool:
        """Whether any number in it differs."""
        return any(pair.differs for line in self.lines for pair in line.pairs)


def side_by_side(live: Figures, change: Figures) -> list[Both]:
    """The tables of both, those that differ first."""
    words = _grades(live, change)
    known, mine = ({one.key: one for one in tables(side, words)} for side in (live, change))
    days = sorted({*live["letters"]["by_day"], *change["letters"]["by_day"]})
    order = [weekday(date.fromisoformat(day)) for day in days]
    both = [_both(known[key], mine[key], order) for key in known if key in mine]
    return sorted(both, key=lambda one: not one.differs)


def _grades(live: Figures, change: Figures) -> dict[str, str]:
    """What each grade is called, on both sides where that differs."""
    was, now = (side["outcomes"].get("grade_words", {}) for side in (live, change))
    return {
        value: words if was.get(value, words) == words else f"{words} (in force: {was[value]})"
        for value, words in {**was, **now}.items()
    }


def _both(live: Table, change: Table, days: list[str]) -> Both:
    known, mine = ({row.label: row.counts for row in one.rows} for one in (live, change))
    labels = [*known, *(label for label in mine if label not in known)]
    if set(labels) <= set(days):
        labels = [day for day in days if day in labels]
    lines = tuple(_line(label, known.get(label, ()), mine.get(label, ())) for label in labels)
    return Both(live.key, live.title, live.text, live.row_title, live.columns, lines)


def _line(label: str, live: tuple[Any, ...], change: tuple[Any, ...]) -> Line:
    return Line(label, tuple(Pair(a, b) for a, b in zip_longest(live, change)))
