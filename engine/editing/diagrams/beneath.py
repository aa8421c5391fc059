"""Where an event on the lower edge of a step goes, and, in a row below it, what it leads to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from engine.editing.diagrams.document import Document, Xml, local
from engine.editing.diagrams.picture import Box, box, draw_label, draw_shape, extent, points
from engine.editing.diagrams.room import Room
from engine.editing.diagrams.widening import widen
from engine.spiff.drawing.xml import BPMN, BPMNDI

# Two events touch nearer than one is wide; beside a line there is room sooner.
EVENT, APART, GAP, MARGIN = 36.0, 24.0, 50.0, 20.0
LABEL = (40.0, 24.0, 90.0, 28.0)
# What holds steps and stands in nobody's way.
HOLDS = ("participant", "lane", "group")


@dataclass(frozen=True)
class Layout:
    """`at`: how far from the step's left side the event is. `aside`: what follows stands to the
    right of its line, not under it. `forced`: room is made even where there is some."""

    at: float
    aside: bool
    forced: bool


def slots(document: Document, host: str) -> list[float]:
    """Where on the lower edge an event touches no other and no line; beyond it when it is full."""
    at, events = box(_shape(document, host)), document.attached(host)
    taken = [(*box(_shape(document, str(e.get("id")))).middle, EVENT) for e in events]
    taken += [(*p, APART) for f in _flows(document, host) for p in _ends(document, f)]
    low = [(x, far) for x, y, far in taken if abs(y - at.bottom) < EVENT]
    further = (float(x) for x in range(75, int(at.width) - 30, 45))
    wanted = [30.0, at.width - 30.0, at.width / 2, *further]
    free = [x for x in wanted if all(abs(at.x + x - other) >= far for other, far in low)]
    return free or [at.width + EVENT]


def draw_beneath(
    document: Document, host: str, layout: Layout, event: str,
    row: Mapping[str, tuple[float, float]],
) -> None:  # fmt: skip
    """Draw the event, and in a row below it the elements of these sizes; room is made for them.

    A file without a picture stays without one.
    """
    drawn = document.shape(host)
    if drawn is None:
        return
    widen(document, host, layout.at + EVENT - box(drawn).width)
    plane, middle = drawn.getparent(), box(drawn).x + layout.at
    if row:
        _draw_row(document, host, layout, row)
    at = Box(middle - EVENT / 2, box(drawn).bottom - EVENT / 2, EVENT, EVENT)
    draw_shape(plane, event, document.new_id(event, "shape"), at)
    x, y, *size = LABEL
    draw_label(_shape(document, event), Box(at.x + x, at.y + y, *size))


def _draw_row(
    document: Document, host: str, layout: Layout, row: Mapping[str, tuple[float, float]]
) -> None:
    shape, first = _shape(document, host), next(iter(row.values()))
    width = sum(wide for wide, _ in row.values()) + GAP * (len(row) - 1)
    middle = box(shape).x + layout.at
    x = middle + 30 if layout.aside else middle - first[0] / 2
    y = _clear(document, host, Box(x, 0, width, first[1]), layout.forced) + first[1] / 2
    for id, (wide, high) in row.items():
        at = Box(x, y - high / 2, wide, high)
        draw_shape(shape.getparent(), id, document.new_id(id, "shape"), at)
        x += wide + GAP


def _clear(document: Document, host: str, row: Box, forced: bool) -> float:
    """Where a row stands on nothing below the host; room is made where there is none."""
    around = _band(document, host)
    if around is not None and row.right + MARGIN > box(around).right:
        wider = row.right + MARGIN - box(around).right
        Room(document, 0, box(around).right - 1, wider).make()
    top, others = box(_shape(document, host)).bottom + GAP, _column(document, host, row)
    floor = box(around).bottom if around is not None else None
    free = _grown(row, top)
    fits = floor is None or free.bottom <= floor
    if fits and not forced and not any(extent(s).overlaps(free) for s in others):
        return top
    return _made(document, others, floor, replace(row, y=top), forced)


def _made(
    document: Document, others: list[Xml], floor: float | None, row: Box, forced: bool
) -> float:
    """Move all that lies lower, lines too when it is forced; what stays put is passed first."""
    top = row.y
    while True:
        cut = top - MARGIN if floor is None else min(top - MARGIN, floor - 1)
        room = Room(document, 1, cut, 0)
        staying = [extent(s).bottom for s in others if not room.moves(s)]
        if max(staying, default=0.0) <= top - MARGIN:
            break
        top = max(staying) + MARGIN
    lowest, tops = top + row.height + MARGIN, [extent(s).y for s in others if room.moves(s)]
    least = row.height + 2 * MARGIN if forced else 0.0
    by = max([least, *(lowest - y for y in (*tops, floor) if y is not None)])
    Room(document, 1, cut, by).make()
    return top


def _grown(row: Box, top: float) -> Box:
    return Box(row.x - MARGIN, top - MARGIN, row.width + 2 * MARGIN, row.height + 2 * MARGIN)


def _column(document: Document, host: str, row: Box) -> list[Xml]:
    """What the row could come to lie on: all that is drawn above or below it."""
    middle = box(_shape(document, host)).middle
    kinds = {str(n.get("id")): local(n) for n in document.root.iter(f"{BPMN}*") if n.get("id")}
    return [
        shape
        for shape in document.root.iter(f"{BPMNDI}BPMNShape")
        if kinds.get(str(shape.get("bpmnElement"))) not in HOLDS
        and not box(shape).holds(middle)
        and extent(shape).x < row.right + MARGIN
        and extent(shape).right > row.x - MARGIN
    ]


def _band(document: Document, host: str) -> Xml | None:
    """The innermost of what the host is drawn in; None when it stands free."""
    at = box(_shape(document, host))
    shapes = document.root.iter(f"{BPMNDI}BPMNShape")
    around = [s for s in shapes if box(s).holds(at.middle) and box(s).width > at.width]
    return min(around, key=lambda s: box(s).width * box(s).height, default=None)


def _flows(document: Document, id: str) -> list[Xml]:
    return [*document.incoming(id), *document.outgoing(id)]


def _ends(document: Document, flow: Xml) -> list[tuple[float, float]]:
    edge = document.edge(str(flow.get("id")))
    way = points(edge) if edge is not None else []
    return [way[0], way[-1]] if way else []


def _shape(document: Document, id: str) -> Xml:
    found = document.shape(id)
    assert found is not None, id
    return found
