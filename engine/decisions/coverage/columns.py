"""A column as a few distinct pieces: the values written in it and the stretches between them.

Every cell is then a set of pieces, kept as the bits of a whole number.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from engine.decisions.coverage.cells import Kind, Point, Test, Tests, read_tests
from engine.decisions.logic import Input


@dataclass(frozen=True)
class Piece:
    """A value (`low` is `high`), a stretch without its ends (None: no end), or all other texts."""

    low: Point
    high: Point
    example: str
    other: bool = False


@dataclass(frozen=True)
class Column:
    """A column's label, its pieces, all of them as bits, and each rule's pieces as bits.

    `constant` when it tests a value written out, as the column that switches rules off does.
    """

    label: str
    pieces: Sequence[Piece]
    whole: int
    cells: Sequence[int]
    constant: bool = False

    def example(self, bits: int) -> str:
        """A value of the first of these pieces, in words."""
        first = next(piece for n, piece in enumerate(self.pieces) if bits >> n & 1)
        return f"{self.label} = {first.example}"


def column_of(column: Input, cells: Sequence[str | None]) -> Column | None:
    """The column as pieces; None when a cell cannot be judged or its cells do not go together."""
    tests = [None if cell is None else read_tests(cell) for cell in cells]
    allowed = read_tests(column.values) if column.values else None
    read = zip([*cells, column.values], [*tests, allowed], strict=True)
    if any(cell and not test for cell, test in read):
        return None
    given = read_tests(column.text)
    written = [one for one in (*tests, allowed, given) if one]
    kind = _kind(written)
    if kind is None:
        return None if written else _of_anything(column, len(cells))
    pieces = _pieces(kind, sorted(set(_points(written)), key=_at), column)
    whole = _bits(pieces, allowed) if allowed else (1 << len(pieces)) - 1
    whole &= _bits(pieces, given) if given else whole
    bits = [whole & _bits(pieces, one) for one in tests]
    return Column(column.label, pieces, whole, bits, given is not None)


def _of_anything(column: Input, count: int) -> Column:
    return Column(column.label, [Piece(None, None, "anything")], 1, [1] * count)


def _kind(written: Iterable[Tests]) -> Kind | None:
    values = [v for tests in written for t in tests.any_of for v in (t.low, t.high) if v]
    kinds = {value.kind for value in values}
    return kinds.pop() if len(kinds) == 1 and "null" not in kinds else None


def _points(written: Iterable[Tests]) -> list[Point]:
    return [v.point for tests in written for t in tests.any_of for v in (t.low, t.high) if v]


def _pieces(kind: Kind, points: Sequence[Point], column: Input) -> list[Piece]:
    if kind == "boolean":
        return [Piece(False, False, "false"), Piece(True, True, "true")]
    values = [Piece(point, point, _written(point, kind)) for point in points]
    if kind == "string":
        return [*values, Piece(None, None, "any other text", other=True)]
    ends: list[Point] = [None, *points, None]
    stretches = [_stretch(low, high, kind, column) for low, high in pairwise(ends)]
    return [*values, *(one for one in stretches if one)]


def _written(point: Point, kind: Kind) -> str:
    if kind == "string":
        return json.dumps(point, ensure_ascii=False)
    return f"{point:g}" if isinstance(point, float) else str(point)


def _stretch(low: Point, high: Point, kind: Kind, column: Input) -> Piece | None:
    """What lies between two values, if anything does."""
    between = _day_between(low, high) if kind == "date" else _number_between(low, high, column)
    return None if between is None else Piece(low, high, between)


def _number_between(low: Point, high: Point, column: Input) -> str | None:
    if not isinstance(low, float):
        return f"{high - 1:g}" if isinstance(high, float) else None
    if not isinstance(high, float):
        return f"{low + 1:g}"
    if column.whole:
        return f"{low + 1:g}" if high - low > 1 else None
    return f"{(low + high) / 2:g}"


def _day_between(low: Point, high: Point) -> str | None:
    if not isinstance(low, str):
        return str(date.fromisoformat(str(high)) - timedelta(days=1))
    after = str(date.fromisoformat(low) + timedelta(days=1))
    return after if high is None or after < str(high) else None


def _bits(pieces: Sequence[Piece], tests: Tests | None) -> int:
    if tests is None:
        return (1 << len(pieces)) - 1
    found = sum(1 << n for n, p in enumerate(pieces) if any(_passes(p, t) for t in tests.any_of))
    return (1 << len(pieces)) - 1 - found if tests.negated else found


def _passes(piece: Piece, test: Test) -> bool:
    if piece.other:
        return test.outside
    return (_above(piece, test) and _below(piece, test)) != test.outside


def _above(piece: Piece, test: Test) -> bool:
    if test.low is None:
        return True
    if piece.low is None:
        return False
    if piece.low == piece.high == test.low.point:
        return test.with_low
    return _at(piece.low) >= _at(test.low.point)


def _below(piece: Piece, test: Test) -> bool:
    if test.high is None:
        return True
    if piece.high is None:
        return False
    if piece.low == piece.high == test.high.point:
        return test.with_high
    return _at(piece.high) <= _at(test.high.point)


def _at(point: Point) -> tuple[float, str]:
    return (0.0, point) if isinstance(point, str) else (float(point or 0), "")
