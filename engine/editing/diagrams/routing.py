"""How a line goes from one shape to another: right angles, out of the side that faces the way."""

from __future__ import annotations

from collections.abc import Sequence

from engine.editing.diagrams.picture import Box, Point

GAP = 25.0


def route(source: Box, target: Box, obstacles: Sequence[Box] = ()) -> list[Point]:
    """The points of a line: straight where it can be, else with bends; backwards it goes below."""
    if target.x >= source.right + GAP:
        return _forwards(source, target)
    if target.y >= source.bottom + GAP or source.y >= target.bottom + GAP:
        return _across(source, target)
    return _below(source, target, obstacles)


def _forwards(source: Box, target: Box) -> list[Point]:
    (_, y0), (_, y1) = source.middle, target.middle
    if abs(y0 - y1) < 1:
        return [(source.right, y0), (target.x, y0)]
    half = target.x - GAP
    return [(source.right, y0), (half, y0), (half, y1), (target.x, y1)]


def _across(source: Box, target: Box) -> list[Point]:
    (x0, _), (x1, _) = source.middle, target.middle
    down = target.y >= source.bottom
    start, end = (source.bottom, target.y) if down else (source.y, target.bottom)
    if abs(x0 - x1) < 1:
        return [(x0, start), (x0, end)]
    half = (start + end) / 2
    return [(x0, start), (x0, half), (x1, half), (x1, end)]


def _below(source: Box, target: Box, obstacles: Sequence[Box]) -> list[Point]:
    left, right = sorted((source.middle[0], target.middle[0]))
    between = [b.bottom for b in obstacles if b.x < right and b.right > left]
    low = max([source.bottom, target.bottom, *between]) + GAP
    (x0, _), (x1, _) = source.middle, target.middle
    return [(x0, source.bottom), (x0, low), (x1, low), (x1, target.bottom)]
