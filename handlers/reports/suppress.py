"""Withholding small numbers where a table is published outside, so that nobody can work them out.

A cell from 1 to below the threshold is withheld. Whoever knows the totals could subtract, so other
cells are withheld until none is fixed by the rest. A cell is the edge of a graph between two sums,
its row's and its column's; a withheld one can be worked out by subtraction exactly when no circle
of withheld cells goes through it. Only cells above zero are added: then around each circle one
count can be moved both ways, so that knowing that no number is negative helps nobody. Totals are
never added, as they stand in other tables too. Where a total itself is small, or no circle can be
closed, only the sum of all rows is shown, and at last no number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from handlers.reports.figures import NONE, Row, Table

Position = tuple[int, int]
Grid = Sequence[Sequence[int]]


def suppress(made: Table, threshold: int) -> Table:
    """The table as it may be published. Whatever was worked out of a withheld number goes too."""
    if made.empty:
        return made
    if made.sum is None:
        return _line_by_line(made, threshold)
    hidden = withheld([_numbers(row) for row in made.rows], threshold)
    if hidden is not None:
        return _without(made, hidden)
    return replace(
        _line_by_line(replace(made, rows=(made.sum,), sum=None), threshold), withheld=True
    )


def _line_by_line(made: Table, threshold: int) -> Table:
    """A table without a sum of its rows: each stands for itself."""
    found = [withheld([_numbers(row)], threshold) for row in made.rows]
    rows = tuple(
        _blank(row) if hidden is None else _masked(row, {c for _, c in hidden})
        for row, hidden in zip(made.rows, found, strict=True)
    )
    return replace(made, rows=rows, withheld=any(hidden is None or hidden for hidden in found))


def _blank(row: Row) -> Row:
    return replace(
        row, counts=(None,) * len(row.counts), total=None, extra=(NONE,) * len(row.extra)
    )


def withheld(grid: Grid, threshold: int) -> set[Position] | None:
    """The places to withhold in a table of counts; None when it cannot be published so."""
    if any(0 < n < threshold for n in _totals(grid)):
        return None
    hidden = {(r, c) for r, row in enumerate(grid) for c, n in enumerate(row) if 0 < n < threshold}
    while (weak := _weak(grid, hidden, threshold)) is not None:
        more = _next(grid, hidden, weak)
        if more is None:
            return None
        hidden.add(more)
    return hidden


def _weak(grid: Grid, hidden: set[Position], threshold: int) -> Position | None:
    """A withheld cell that could be worked out, or of a line whose withheld cells add up to a
    small number; None when there is none."""
    small = {
        place for line in _lines(grid, hidden) for place in line if _sum(grid, line) < threshold
    }
    return min(_bridges(grid, hidden) | small, default=None)


def _lines(grid: Grid, hidden: set[Position]) -> list[set[Position]]:
    """The withheld cells of each row and of each column; with one row there is no such column."""
    rows = [{place for place in hidden if place[0] == r} for r, _ in hidden]
    if len(grid) == 1:
        return rows
    return rows + [{place for place in hidden if place[1] == c} for _, c in hidden]


def _sum(grid: Grid, line: set[Position]) -> int:
    return sum(grid[r][c] for r, c in line)


def _totals(grid: Grid) -> Iterator[int]:
    yield from (sum(row) for row in grid)
    if len(grid) > 1:
        yield from (sum(column) for column in zip(*grid, strict=True))


def _bridges(grid: Grid, hidden: set[Position]) -> set[Position]:
    """The withheld cells that no circle goes through. One row: two cells make a circle."""
    if len(grid) == 1:
        return set(hidden) if len(hidden) == 1 else set()
    return {one for one in hidden if not _connected(hidden - {one}, one)}


def _connected(edges: set[Position], of: Position) -> bool:
    """Whether a way of withheld cells leads from the row of a cell to its column."""
    seen, todo = {("row", of[0])}, [("row", of[0])]
    while todo:
        kind, at = todo.pop()
        for r, c in edges:
            here, there = (r, ("column", c)) if kind == "row" else (c, ("row", r))
            if here == at and there not in seen:
                seen.add(there)
                todo.append(there)
    return ("column", of[1]) in seen


def _next(grid: Grid, hidden: set[Position], weak: Position) -> Position | None:
    """One more cell to withhold, above zero: one that helps to close a circle, then a small one."""
    rows, columns = {r for r, _ in hidden}, {c for _, c in hidden}

    def cost(place: Position) -> tuple[int, int]:
        r, c = place
        same_line = 2 * (r == weak[0]) + 2 * (c == weak[1])
        return -(same_line + (r in rows) + (c in columns)), grid[r][c]

    cells = ((r, c) for r, row in enumerate(grid) for c, n in enumerate(row) if n > 0)
    near = [p for p in cells if p not in hidden and (p[0] in rows or p[1] in columns)]
    return min(near, key=cost, default=None)


def _numbers(row: Row) -> list[int]:
    return [n or 0 for n in row.counts]


def _without(made: Table, hidden: set[Position]) -> Table:
    rows = tuple(
        _masked(row, {c for r, c in hidden if r == at}) for at, row in enumerate(made.rows)
    )
    return replace(made, rows=rows, withheld=bool(hidden))


def _masked(row: Row, columns: set[int]) -> Row:
    if not columns:
        return row
    counts = tuple(None if c in columns else n for c, n in enumerate(row.counts))
    return replace(row, counts=counts, extra=(NONE,) * len(row.extra))
