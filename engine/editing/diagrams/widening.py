"""A shape made wider, where there is no room on its edge any more."""

from __future__ import annotations

from engine.editing.diagrams.document import Document
from engine.editing.diagrams.picture import Box, box, points, set_box, set_points
from engine.editing.diagrams.room import Room


def widen(document: Document, id: str, by: float) -> None:
    """Stretch it to the right, where what is not wide enough; all that lies there moves on."""
    shape = document.shape(id)
    if shape is None or by <= 0:
        return
    old = box(shape)
    Room(document, 0, old.right - 1, by).make()
    set_box(shape, Box(old.x, old.y, old.width + by, old.height))
    for flow in document.outgoing(id):
        _follow(document, str(flow.get("id")), 0, old, by)
    for flow in document.incoming(id):
        _follow(document, str(flow.get("id")), -1, old, by)


def _follow(document: Document, flow: str, end: int, old: Box, by: float) -> None:
    """Let a line that touched its right side touch it again."""
    edge = document.edge(flow)
    way = points(edge) if edge is not None else []
    if edge is not None and way and way[end][0] == old.right:
        way[end] = (old.right + by, way[end][1])
        set_points(edge, way)
