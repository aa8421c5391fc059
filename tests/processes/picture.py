"""A diagram as a picture: boxes, lines and labels, read from its interchange."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
DC = "{http://www.omg.org/spec/DD/20100524/DC}"
WAYPOINT = "{http://www.omg.org/spec/DD/20100524/DI}waypoint"
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
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def contains(self, other: Box) -> bool:
        """Whether the other box lies wholly in this one."""
        across = self.x <= other.x and other.right <= self.right
        return across and self.y <= other.y and other.bottom <= self.bottom

    def overlaps(self, other: Box) -> bool:
        """Whether the two share more than a border."""
        across = self.x < other.right and other.x < self.right
        return across and self.y < other.bottom and other.y < self.bottom

    def shrunk(self, by: float = 1) -> Box:
        """The box without a strip along its border."""
        return Box(self.x + by, self.y + by, self.width - 2 * by, self.height - 2 * by)


@dataclass
class Line:
    """A sequence flow as drawn."""

    source: str
    target: str
    points: list[Point]

    def segments(self) -> Iterator[Box]:
        """Each straight piece as a box without width or height."""
        for (x0, y0), (x1, y1) in zip(self.points, self.points[1:], strict=False):
            yield Box(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0))


@dataclass
class Picture:
    """Everything drawn, by the id of the element. `inside` maps a node to the node around it."""

    elements: dict[str, etree._Element]
    boxes: dict[str, Box] = field(default_factory=dict)
    lines: dict[str, Line] = field(default_factory=dict)
    labels: dict[str, Box] = field(default_factory=dict)
    inside: dict[str, str] = field(default_factory=dict)

    def kind(self, id: str) -> str:
        return str(etree.QName(self.elements[id]).localname)

    def of_kind(self, *endings: str) -> list[str]:
        """The ids of the elements whose kind ends so, in the order of the file."""
        return [id for id in self.elements if self.kind(id).endswith(endings)]

    def nodes(self) -> list[str]:
        """The flow nodes."""
        return self.of_kind("Task", "Event", "Gateway", "subProcess", "callActivity")

    def name(self, id: str) -> str:
        """What the element is called."""
        return self.elements[id].get("name", "")

    def titles(self) -> dict[str, Box]:
        """Where a viewer writes the name of a lane, turned at its left, and of an open sub-process,
        at its top: nothing in the file says so."""
        lanes = {id: _at_left(self.boxes[id], self.name(id)) for id in self.of_kind("lane")}
        return lanes | {
            id: _at_top(self.boxes[id], self.name(id)) for id in self.of_kind("Process")
        }


CHARACTER, LINE = 6.4, 15


def _at_left(lane: Box, name: str) -> Box:
    long = len(name) * CHARACTER
    lines = 1 + (long > lane.height)
    middle, length = lane.y + lane.height / 2, long / lines
    return Box(lane.x + 15 - lines * LINE / 2, middle - length / 2, lines * LINE, length)


def _at_top(box: Box, name: str) -> Box:
    long = len(name) * CHARACTER
    return Box(box.x + box.width / 2 - long / 2, box.y + 4, long, LINE)


def read(path: Path) -> Picture:
    """The picture in a .bpmn file."""
    root = etree.parse(path).getroot()
    found = root.iterfind(".//*[@id]")
    picture = Picture({e.get("id", ""): e for e in found if str(e.tag).startswith(BPMN)})
    for id in picture.nodes():
        parent = picture.elements[id].getparent()
        host = picture.elements[id].get("attachedToRef")
        if host or (parent is not None and parent.tag == BPMN + "subProcess"):
            picture.inside[id] = host or str(parent.get("id"))
    for drawn in root.iter(DI + "BPMNShape", DI + "BPMNEdge"):
        _take(picture, drawn)
    return picture


def _take(picture: Picture, drawn: etree._Element) -> None:
    id = drawn.get("bpmnElement", "")
    flow = picture.elements[id]
    points = [(float(p.get("x", "")), float(p.get("y", ""))) for p in drawn.iter(WAYPOINT)]
    if points:
        line = Line(flow.get("sourceRef", ""), flow.get("targetRef", ""), points)
        picture.lines[id] = line
    else:
        picture.boxes[id] = _box(drawn.find(DC + "Bounds"))
    label = drawn.find(f"{DI}BPMNLabel/{DC}Bounds")
    if label is not None:
        picture.labels[id] = _box(label)


def _box(bounds: etree._Element | None) -> Box:
    assert bounds is not None
    x, y, w, h = (float(bounds.get(name, "")) for name in ("x", "y", "width", "height"))
    return Box(x, y, w, h)
