"""Shapes and lines of a diagram, read and written in its interchange."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from engine.editing.diagrams.document import Xml
from engine.editing.diagrams.writing import append
from engine.spiff.drawing.xml import BPMNDI

DC = "{http://www.omg.org/spec/DD/20100524/DC}"
DI = "{http://www.omg.org/spec/DD/20100524/DI}"
Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    """A rectangle on the page."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right border."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower border."""
        return self.y + self.height

    @property
    def middle(self) -> Point:
        """Its centre."""
        return self.x + self.width / 2, self.y + self.height / 2

    def holds(self, point: Point) -> bool:
        """Whether the point lies in it or on its border."""
        return self.x <= point[0] <= self.right and self.y <= point[1] <= self.bottom

    def overlaps(self, other: Box) -> bool:
        """Whether the two share more than a border."""
        across = self.x < other.right and other.x < self.right
        return across and self.y < other.bottom and other.y < self.bottom


def box(shape: Xml) -> Box:
    """Where a shape is."""
    bounds = shape.find(f"{DC}Bounds")
    return Box(*(float(_get(bounds, name)) for name in ("x", "y", "width", "height")))


def label(drawn: Xml) -> Xml | None:
    """The bounds of its label, where they are given."""
    return drawn.find(f"{BPMNDI}BPMNLabel/{DC}Bounds")


def extent(shape: Xml) -> Box:
    """Where a shape is with its label, where that has a place of its own."""
    at, said = box(shape), label(shape)
    if said is None:
        return at
    beside = Box(*(float(_get(said, name)) for name in ("x", "y", "width", "height")))
    x, y = min(at.x, beside.x), min(at.y, beside.y)
    return Box(x, y, max(at.right, beside.right) - x, max(at.bottom, beside.bottom) - y)


def points(edge: Xml) -> list[Point]:
    """The way a line goes."""
    found = edge.findall(f"{DI}waypoint")
    return [(float(_get(p, "x")), float(_get(p, "y"))) for p in found]


def set_box(shape: Xml, to: Box) -> None:
    """Put a shape there."""
    bounds = shape.find(f"{DC}Bounds")
    if bounds is not None:
        for name in ("x", "y", "width", "height"):
            bounds.set(name, number(getattr(to, name)))


def set_points(edge: Xml, to: Sequence[Point]) -> None:
    """Let a line go this way; a label that had a place of its own is put where drawers put it."""
    for old in edge.findall(f"{DI}waypoint"):
        edge.remove(old)
    for place, (x, y) in enumerate(to):
        edge.insert(place, etree.Element(f"{DI}waypoint", x=number(x), y=number(y)))
    _indent(edge)


def draw_shape(plane: Xml, element: str, id: str, at: Box) -> None:
    """A new shape."""
    shape = etree.Element(f"{BPMNDI}BPMNShape", id=id, bpmnElement=element)
    etree.SubElement(shape, f"{DC}Bounds")
    append(plane, shape)
    set_box(shape, at)


def draw_label(shape: Xml, at: Box) -> None:
    """Give the name of a shape a place beside it."""
    held = etree.Element(f"{BPMNDI}BPMNLabel")
    bounds = etree.SubElement(held, f"{DC}Bounds")
    append(shape, held)
    for name in ("x", "y", "width", "height"):
        bounds.set(name, number(getattr(at, name)))


def draw_edge(plane: Xml, flow: str, id: str, way: Sequence[Point]) -> None:
    """A new line."""
    edge = etree.Element(f"{BPMNDI}BPMNEdge", id=id, bpmnElement=flow)
    append(plane, edge)
    set_points(edge, way)


def number(value: float) -> str:
    """As short as it can be written."""
    return f"{round(value, 2):g}" if abs(value) < 1e6 else str(value)


def _get(node: Xml | None, name: str) -> str:
    return (node.get(name) if node is not None else None) or "0"


def _indent(edge: Xml) -> None:
    outer = _line(edge)
    edge.text = outer + "  "
    for child in edge:
        child.tail = outer + "  "
    edge[-1].tail = outer


def _line(node: Xml) -> str:
    before, parent = node.getprevious(), node.getparent()
    said = before.tail if before is not None else parent.text if parent is not None else None
    return said if said and "\n" in said else "\n"
