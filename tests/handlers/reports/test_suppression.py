"""Small numbers cannot be worked out, however a reader adds and subtracts (R123)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.reports.figures import NONE, Row, Table
from handlers.reports.suppress import suppress, withheld

Grid = list[list[int]]
FEW = 5


def grids(rows: int, columns: int, most: int) -> st.SearchStrategy[Grid]:
    row = st.lists(st.integers(0, most), min_size=1, max_size=columns)
    return st.integers(1, columns).flatmap(
        lambda width: st.lists(
            st.lists(st.integers(0, most), min_size=width, max_size=width),
            min_size=1,
            max_size=rows,
        )
    ) | st.lists(row, min_size=1, max_size=1)


def lines(grid: Grid) -> Iterator[list[tuple[int, int]]]:
    """The cells of each sum that a reader knows."""
    width = len(grid[0])
    yield from ([(r, c) for c in range(width)] for r in range(len(grid)))
    if len(grid) > 1:
        yield from ([(r, c) for r in range(len(grid))] for c in range(width))


def fixed(grid: Grid, hidden: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """The hidden cells that the sums determine: elimination over the rationals."""
    order = sorted(hidden)
    rows = [[Fraction(cell in line) for cell in order] for line in lines(grid)]
    pivots: list[list[Fraction]] = []
    for at in range(len(order)):
        chosen = next((row for row in rows if row[at]), None)
        if chosen is None:
            continue
        rows.remove(chosen)
        lead = [value / chosen[at] for value in chosen]
        rows = [[a - row[at] * b for a, b in zip(row, lead, strict=True)] for row in rows]
        pivots = [[a - row[at] * b for a, b in zip(row, lead, strict=True)] for row in pivots]
        pivots.append(lead)
    return {order[row.index(1)] for row in pivots if sum(map(bool, row)) == 1}


@given(grids(6, 6, 12))
def test_no_withheld_number_is_fixed_by_the_sums(grid: Grid) -> None:
    hidden = withheld(grid, FEW)
    if hidden is not None:
        small = {(r, c) for r, row in enumerate(grid) for c, n in enumerate(row) if 0 < n < FEW}
        assert small <= hidden
        assert not fixed(grid, hidden)
        assert all(grid[r][c] > 0 for r, c in hidden)


@settings(max_examples=60)
@given(grids(3, 3, 6))
def test_every_withheld_number_may_be_another_even_for_who_knows_that_none_is_negative(
    grid: Grid,
) -> None:
    hidden = withheld(grid, FEW)
    if not hidden or len(hidden) > 5:
        return
    order = sorted(hidden)
    known = [(sum(grid[r][c] for r, c in line), line) for line in lines(grid)]
    possible: list[set[int]] = [set() for _ in order]
    for values in product(*(range(grid[r][c] + 3) for r, c in order)):
        guess = dict(zip(order, values, strict=True))
        if all(sum(guess.get(p, grid[p[0]][p[1]]) for p in line) == n for n, line in known):
            for seen, value in zip(possible, values, strict=True):
                seen.add(value)
    assert all(len(seen) > 1 for seen in possible)


@given(grids(6, 6, 12))
def test_what_is_withheld_of_a_line_adds_up_to_no_small_number(grid: Grid) -> None:
    hidden = withheld(grid, FEW) or set()
    for line in lines(grid):
        out = [grid[r][c] for r, c in line if (r, c) in hidden]
        assert not out or sum(out) >= FEW


def made(grid: Grid) -> Table:
    def row(label: str, counts: list[int]) -> Row:
        return Row(label, tuple(counts), sum(counts), ("50%",))

    columns = tuple(f"c{n}" for n in range(len(grid[0])))
    rows = tuple(row(f"r{n}", counts) for n, counts in enumerate(grid))
    whole = row("All", [sum(column) for column in zip(*grid, strict=True)])
    return Table("k", "t", "", "Area", columns, ("Share",), rows, whole)


def test_what_is_worked_out_of_a_withheld_number_goes_too() -> None:
    shown = suppress(made([[20, 2, 9], [30, 8, 7], [12, 9, 9]]), FEW)
    hurt = [row for row in shown.rows if None in row.counts]
    assert shown.rows[0].counts[1] is None
    assert len(hurt) >= 2
    assert {row.extra for row in hurt} == {(NONE,)}
    assert shown.withheld
    assert shown.sum is not None


def test_a_small_total_of_an_area_takes_the_areas_away_and_leaves_the_council() -> None:
    shown = suppress(made([[20, 9], [2, 1]]), FEW)
    assert [row.label for row in shown.rows] == ["All"]
    assert shown.rows[0].counts == (22, 10)


def test_a_small_council_shows_no_number_at_all() -> None:
    shown = suppress(made([[1, 2]]), FEW)
    assert [(row.counts, row.total, row.extra) for row in shown.lines] == [
        ((None, None), None, (NONE,))
    ]


def test_large_numbers_and_noughts_are_shown() -> None:
    shown = suppress(made([[20, 0], [0, 9]]), FEW)
    assert not shown.withheld
    assert [row.counts for row in shown.rows] == [(20, 0), (0, 9)]
