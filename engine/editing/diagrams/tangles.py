"""How many lines run through something, in a picture to which something was added."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from engine.editing.diagrams.document import Document, local
from engine.editing.diagrams.picture import Box, box, points
from engine.editing.diagrams.routing import pieces
from engine.spiff.drawing.xml import BPMN, BPMNDI

HOLD = ("participant", "lane", "group", "subProcess", "transaction", "adHocSubProcess")
# A line through a shape is read wrongly; two that cross are not.
THROUGH, ACROSS = 10, 1


def tangles(document: Document, new: Collection[str]) -> int:
    """Lines through shapes and across lines, where one of the two is new."""
    lines, shapes = _lines(document), _shapes(document)
    added = {id: lines[id] for id in new if id in lines}
    there = {id: way for id, way in lines.items() if id not in added}
    fresh = [at for id, at in shapes.items() if id in new]
    through = _count(added, shapes.values()) + _count(there, fresh)
    across = [_meet(a, b) for a in _all(added) for b in _all(there)]
    return THROUGH * through + ACROSS * sum(across)


def _count(lines: Mapping[str, list[Box]], shapes: Collection[Box]) -> int:
    return sum(piece.overlaps(at) for piece in _all(lines) for at in shapes)


def _all(lines: Mapping[str, list[Box]]) -> list[Box]:
    return [piece for way in lines.values() for piece in way]


def _meet(a: Box, b: Box) -> bool:
    return a.x <= b.right and b.x <= a.right and a.y <= b.bottom and b.y <= a.bottom


def _lines(document: Document) -> dict[str, list[Box]]:
    edges = document.root.iter(f"{BPMNDI}BPMNEdge")
    return {str(edge.get("bpmnElement")): pieces(points(edge)) for edge in edges}


def _shapes(document: Document) -> dict[str, Box]:
    kinds = {n.get("id"): local(n) for n in document.root.iter(f"{BPMN}*")}
    drawn = {str(s.get("bpmnElement")): s for s in document.root.iter(f"{BPMNDI}BPMNShape")}
    return {id: box(shape) for id, shape in drawn.items() if kinds.get(id) not in HOLD}
