"""From counts to the tables of a report. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handlers.reports.cube import Cell, Cube
from handlers.reports.layout import MONTHS, Part
from handlers.reports.statistics import kappa, median
from handlers.reports.wording import Wording

NONE = "–"


@dataclass(frozen=True)
class Row:
    """A line: counts in the order of the columns, their total, and what is worked out of them.

    None in place of a number: it is withheld.
    """

    label: str
    counts: tuple[int | None, ...]
    total: int | None
    extra: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table and the words around it. `extra` heads what is worked out; `sum` is its last line."""

    key: str
    title: str
    text: str
    row_title: str
    columns: tuple[str, ...]
    extra: tuple[str, ...]
    rows: tuple[Row, ...]
    sum: Row | None
    chart: str = ""
    across: bool = True
    withheld: bool = False

    @property
    def lines(self) -> tuple[Row, ...]:
        """The rows and, where there is one, their sum."""
        return (*self.rows, *((self.sum,) if self.sum else ()))

    @property
    def empty(self) -> bool:
        """Whether there is nothing in it at all."""
        return not any(row.total is None or row.total for row in self.rows)


def table(part: Part, cubes: Mapping[str, Cube], words: Wording) -> Table:
    """One part of a report. `cubes` holds the figures by month, oldest first."""
    cells = _rows(part, cubes)
    columns = words.ordered(
        part.columns,
        {c.label(part.columns) for cube in cells.values() for c in cube} - set(part.leave_out),
    )
    rows = [
        _row(part, columns, _label(part, key, words), cells[key])
        for key in _order(part, cells, words)
    ]
    everything: Cube = Counter()
    for cube in cells.values():
        everything.update(cube)
    return Table(
        part.key,
        part.title,
        part.text,
        part.row_title or part.rows.capitalize(),
        tuple(words.words(part.columns, column) for column in columns),
        tuple(_extra_titles(part)),
        tuple(rows),
        _row(part, columns, "All", everything) if part.total and len(rows) > 1 else None,
        part.chart,
        part.across,
    )


def _rows(part: Part, cubes: Mapping[str, Cube]) -> dict[tuple[str, ...], Cube]:
    """The cells of each row, by what makes it a row; area and district make one together."""
    found: dict[tuple[str, ...], Cube] = {}
    for month, cube in cubes.items():
        for cell, n in cube.items():
            if cell.measure == part.measure and _kept(part, cell):
                key = (month,) if part.rows == MONTHS else _key(part, cell)
                found.setdefault(key, Counter())[cell] += n
    return found


def _kept(part: Part, cell: Cell) -> bool:
    return all(cell.label(name) == value for name, value in part.only.items())


def _key(part: Part, cell: Cell) -> tuple[str, ...]:
    if part.rows == "district":
        return (cell.area, cell.district)
    return (cell.label(part.rows),)


def _order(
    part: Part, cells: Mapping[tuple[str, ...], Cube], words: Wording
) -> list[tuple[str, ...]]:
    if part.rows in ("district", "area", MONTHS):
        return sorted(cells, key=lambda key: (key[0], key[-1] == "", key[-1]))
    ordered = words.ordered(part.rows, [key[0] for key in cells])
    return [(one,) for one in ordered]


def _label(part: Part, key: tuple[str, ...], words: Wording) -> str:
    if part.rows == "district":
        return f"{key[0]}: {words.words('district', key[1])}"
    return words.words(part.rows, key[0])


def _row(part: Part, columns: Sequence[str], label: str, cells: Cube) -> Row:
    by: Counter[str] = Counter()
    for cell, n in cells.items():
        by[cell.label(part.columns)] += n
    counts = tuple(by[column] for column in columns)
    return Row(label, counts, sum(counts), tuple(_extra(part, by, sum(counts), cells)))


def _extra_titles(part: Part) -> list[str]:
    titles = {"kappa": "Kappa", "median": "Median, working days"}
    named = [part.share_title or "Share"] if part.share else []
    return named + ([titles[part.statistic]] if part.statistic else [])


def _extra(part: Part, by: Mapping[str, int], total: int, cells: Cube) -> list[str]:
    found = []
    if part.share:
        whole = total - sum(by.get(one, 0) for one in part.aside)
        found.append(percent(sum(by.get(one, 0) for one in part.share), whole))
    if part.statistic == "kappa":
        found.append(_shown(kappa(_pairs(cells)), 2))
    if part.statistic == "median":
        found.append(_shown(median(_values(cells)), 1))
    return found


def percent(part: int, whole: int) -> str:
    """A share in whole per cent, a half rounded up; a dash of nothing."""
    return f"{(200 * part + whole) // (2 * whole)}%" if whole else NONE


def _shown(value: float | None, digits: int) -> str:
    if value is None:
        return NONE
    text = f"{value:.{digits}f}"
    return text.removesuffix(".0") if digits == 1 else text


def _pairs(cells: Cube) -> dict[tuple[str, str], int]:
    pairs: Counter[tuple[str, str]] = Counter()
    for cell, n in cells.items():
        pairs[cell.label("auditor"), cell.label("reviewer")] += n
    return pairs


def _values(cells: Cube) -> dict[int, int]:
    values: Counter[int] = Counter()
    for cell, n in cells.items():
        values[int(cell.label("days"))] += n
    return values
