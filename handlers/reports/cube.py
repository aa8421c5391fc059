"""Figures as counts: how many, by measure, place and labels. Everything shown is made of them."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

# The labels of each measure, in the order in which a cell holds them.
MEASURES: Mapping[str, tuple[str, ...]] = {
    "completion": ("status",),
    "progress": ("step",),
    "category": ("category",),
    "dispensed": ("availability",),
    "late": ("issued_for", "status"),
    "days": ("step", "within", "days"),
    "grade": ("by", "section", "grade"),
    "agreement": ("section", "agreed", "auditor", "reviewer"),
    "moderation": ("road",),
    "moderated": ("result",),
    "theme": ("theme",),
    "action": ("owner", "urgency"),
    "action_due": ("owner", "when"),
    "action_state": ("owner", "became"),
    "recording": ("what", "outcome"),
    "answer": ("section", "judgement", "answer"),
    "reflection": ("reflection",),
    "difference": ("field",),
    "follow_up": ("kind", "state"),
}

# Of these measures the last label may say how something stood when the figures were taken.
STANDING: Mapping[str, frozenset[str]] = {
    "follow_up": frozenset({"open"}),
    "action_state": frozenset({"open", "overdue"}),
}

Counted = tuple[str, tuple[str, ...]]  # a measure and its labels


class Cell(NamedTuple):
    """What is counted. `district` is "" for services of a whole area."""

    measure: str
    area: str
    district: str
    labels: tuple[str, ...]

    def label(self, name: str) -> str:
        """The value of a label, or of the place as "area" or "district"."""
        if name in ("area", "district"):
            return str(getattr(self, name))
        return self.labels[MEASURES[self.measure].index(name)]


Cube = Counter[Cell]


def total(cubes: Iterable[Cube]) -> Cube:
    """The figures of several periods together: a quarter is the sum of its months."""
    summed: Cube = Counter()
    for cube in cubes:
        summed.update(cube)
    return summed


def together(months: Sequence[Cube]) -> Cube:
    """Months in their order as one period: what happened is added up, and of what stood at the end
    of a month only the last one's counts."""
    happened = [
        Counter({cell: n for cell, n in cube.items() if not _stood(cell)}) for cube in months[:-1]
    ]
    return total([*happened, *months[-1:]])


def _stood(cell: Cell) -> bool:
    return cell.measure in STANDING and cell.labels[-1] in STANDING[cell.measure]


def within(cube: Cube, places: Sequence[tuple[str, str | None]] | None) -> Cube:
    """What concerns these places, each an area with a district or None for all of the area.

    `places` None means everywhere.
    """
    if places is None:
        return Counter(cube)
    wanted = set(places)
    return Counter(
        {
            cell: n
            for cell, n in cube.items()
            if (cell.area, cell.district) in wanted or (cell.area, None) in wanted
        }
    )


def plain(cube: Cube) -> dict[str, Any]:
    """The figures as JSON: by measure a sorted list of [area, district, [labels], number]."""
    found: dict[str, list[list[Any]]] = {}
    for cell, n in sorted(cube.items()):
        found.setdefault(cell.measure, []).append([cell.area, cell.district, list(cell.labels), n])
    return found


def of_plain(figures: Mapping[str, Any]) -> Cube:
    """The figures that were stored by `plain`."""
    return Counter(
        {
            Cell(measure, area, district, tuple(labels)): n
            for measure, rows in figures.items()
            for area, district, labels, n in rows
        }
    )


def digest_of(figures: Mapping[str, Any]) -> str:
    """SHA-256 over stored figures: the same figures, the same digest."""
    text = json.dumps(figures, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
