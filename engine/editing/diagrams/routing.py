"""How a line goes from one shape to another: right angles, out of the side that faces the way."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from engine.editing.diagrams.picture import Box, Point

GAP = 25.0


def route(source: Box, target: Box, obstacles: Sequence[Box] = ()) -> list[Point]:
    """The points of a line: straight where it can be, else with bends; backwards it goes below.

    Of several ways it is the plainest of those that run through the fewest obstacles.
    """
    return min(_ways(source, target, obstacles), key=lambda way: _crossed(way, obstacles))


def _ways(source: Box, target: Box, obstacles: Sequence[Box]) -> list[list[Point]]:
    if target.x >= source.right + GAP:
        return [_forwards(source, target), *_sooner(source, target)]
    if target.y >= source.bottom + GAP or source.y >= target.bottom + GAP:
        return [_across(source, target), _below(source, target, obstacles)]
    return [_below(source, target, obstacles)]


def _sooner(source: Box, target: Box) -> list[list[Point]]:
    """Bent right behind the source, and into the target from above or below."""
    (_, y0), (x1, y1), soon = source.middle, target.middle, source.right + GAP
    found = [[(source.right, y0), (soon, y0), (soon, y1), (target.x, y1)]]
    if not target.y - GAP < y0 < target.bottom + GAP:
        side = target.y if y0 < target.y else target.bottom
        found.append([(source.right, y0), (x1, y0), (x1, side)])
    return found


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


def downwards(source: Box, target: Box, obstacles: Sequence[Box] = ()) -> list[Point]:
    """Out of the lower side, as events on a lower edge go: the way that runs through the least."""
    return min(_ways_down(source, target, obstacles), key=lambda way: _crossed(way, obstacles))


def _ways_down(source: Box, target: Box, obstacles: Sequence[Box]) -> list[list[Point]]:
    (x0, _), (x1, y1), start = source.middle, target.middle, source.bottom
    side, before = (target.x, -GAP) if target.x > x0 else (target.right, GAP)
    beside, found = not target.x - GAP < x0 < target.right + GAP, []
    if y1 > start + GAP and beside:
        found.append([(x0, start), (x0, y1), (side, y1)])
    if target.y > start:
        half = (start + target.y) / 2
        bend = [] if abs(x0 - x1) < 1 else [(x0, half), (x1, half)]
        found.append([(x0, start), *bend, (x1, target.y)])
    soon, far = start + GAP / 2, _below(source, target, obstacles)[1][1]
    for low in (max(start, target.bottom) + GAP, soon, far):
        if beside:
            column = side + before
            into = [(column, low), (column, y1), (side, y1)]
            found.append([(x0, start), (x0, low), *into])
        if low > target.bottom:
            found.append([(x0, start), (x0, low), (x1, low), (x1, target.bottom)])
    return found


def _crossed(way: list[Point], obstacles: Sequence[Box]) -> int:
    return sum(piece.overlaps(other) for piece in pieces(way) for other in obstacles)


def pieces(way: Sequence[Point]) -> list[Box]:
    """The straight pieces of a line, as boxes without breadth."""
    return [
        Box(min(a[0], b[0]), min(a[1], b[1]), abs(a[0] - b[0]), abs(a[1] - b[1]))
        for a, b in pairwise(way)
    ]
