"""Room for a new shape in the middle of a line."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from engine.editing.diagrams.document import Document, Xml
from engine.editing.diagrams.picture import Box, Point, box, points
from engine.editing.diagrams.room import Room
from engine.spiff.drawing.xml import BPMNDI

GAP = 50.0


@dataclass(frozen=True)
class Split:
    """Where the new shape is, and the two lines that take the place of the one."""

    at: Box
    before: list[Point]
    behind: list[Point]


def split(document: Document, edge: Xml, width: float, height: float) -> Split:
    """Make room on the longest piece of the line, and say where everything goes then."""
    place, axis = _longest(points(edge))
    size, piece = (width, height), points(edge)[place : place + 2]
    room = Room(document, axis, _cut(document, piece, axis, size), size[axis] + GAP)
    room.make()
    return _divided(points(edge), place, room, size)


def _longest(way: list[Point]) -> tuple[int, int]:
    """The piece, by the place of its first point, and whether it runs across (0) or down (1)."""
    pieces = [
        (abs(b[axis] - a[axis]), axis == 0, place, axis)
        for place, (a, b) in enumerate(pairwise(way))
        for axis in (0, 1)
    ]
    across = [piece for piece in pieces if piece[1] and piece[0] > GAP]
    _, _, place, axis = max(across or pieces)
    return place, axis


def _cut(document: Document, piece: list[Point], axis: int, size: tuple[float, float]) -> float:
    """Where on the piece the fewest shapes stand in the way of the new one."""
    low, high = sorted(point[axis] for point in piece)
    at = piece[0][1 - axis]
    drawn = [box(s) for s in document.root.iter(f"{BPMNDI}BPMNShape")]
    cuts = [low + 1 + (high - low - 2) * step / 4 for step in range(5)]
    return min(cuts, key=lambda cut: sum(_in_the_way(b, cut, at, axis, size) for b in drawn))


def _in_the_way(b: Box, cut: float, at: float, axis: int, size: tuple[float, float]) -> bool:
    """Whether a shape stands on the cut and beside the line; what holds all of it does not."""
    along, beside = ((b.x, b.right), (b.y, b.bottom))[:: 1 if axis == 0 else -1]
    half = size[1 - axis] / 2
    near = beside[0] < at + half and beside[1] > at - half
    around = beside[0] < at - half and beside[1] > at + half
    return along[0] < cut < along[1] and near and not around


def _divided(way: list[Point], place: int, room: Room, size: tuple[float, float]) -> Split:
    a, b, axis = way[place], way[place + 1], room.axis
    middle = room.cut + room.by / 2
    x, y = (middle, a[1]) if axis == 0 else (a[0], middle)
    at = Box(x - size[0] / 2, y - size[1] / 2, *size)
    sides = [(at.x, y), (at.right, y)] if axis == 0 else [(x, at.y), (x, at.bottom)]
    first, last = sides if b[axis] >= a[axis] else sides[::-1]
    return Split(at, [*way[: place + 1], first], [last, *way[place + 1 :]])
