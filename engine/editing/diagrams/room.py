"""Room in a picture: all that lies beyond a line moves on, and what lies across it grows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from engine.editing.diagrams.document import Document, Xml, local
from engine.editing.diagrams.picture import (
    Box,
    Point,
    box,
    label,
    number,
    points,
    set_box,
    set_points,
)
from engine.spiff.drawing.xml import BPMN, BPMNDI

GROWS = ("participant", "lane", "subProcess", "transaction", "adHocSubProcess", "group")


@dataclass(frozen=True)
class Room:
    """`by` more space at `cut`, along `axis`: 0 to the right, 1 downwards."""

    document: Document
    axis: int
    cut: float
    by: float

    def make(self) -> None:
        """Move and stretch what is drawn."""
        shapes = list(self.document.root.iter(f"{BPMNDI}BPMNShape"))
        moved = {str(s.get("bpmnElement")) for s in shapes if self.moves(s)}
        for edge in self.document.root.iter(f"{BPMNDI}BPMNEdge"):
            self._bend(edge, moved)
        for shape in shapes:
            self._place(shape, str(shape.get("bpmnElement")) in moved)

    def moves(self, shape: Xml) -> bool:
        """Whether it lies beyond: by its middle, and an event on an edge goes with its host."""
        element = self._element(shape)
        host = element.get("attachedToRef") if element is not None else None
        drawn = self.document.shape(host) if host else None
        at = box(drawn if drawn is not None else shape)
        if self._grows(shape):
            return (at.x, at.y)[self.axis] >= self.cut
        return at.middle[self.axis] > self.cut

    def _grows(self, shape: Xml) -> bool:
        element = self._element(shape)
        if element is None or local(element) not in GROWS:
            return False
        return local(element) in ("participant", "lane") or shape.get("isExpanded") != "false"

    def _place(self, shape: Xml, moves: bool) -> None:
        at = box(shape)
        end = (at.right, at.bottom)[self.axis]
        if moves:
            set_box(shape, self._shifted(at))
            self._shift_label(shape)
        elif self._grows(shape) and end > self.cut:
            set_box(shape, self._stretched(at))

    def _bend(self, edge: Xml, moved: set[str]) -> None:
        flow = self._element(edge)
        old = points(edge)
        if len(old) < 2:
            return
        new = [self._point(p) if p[self.axis] > self.cut else p for p in old]
        for place, name in ((0, "sourceRef"), (-1, "targetRef")):
            end = str(flow.get(name)) if flow is not None else ""
            shape = self.document.shape(end)
            if shape is not None and not self._grows(shape):
                new[place] = self._point(old[place]) if end in moved else old[place]
        if new != old:
            set_points(edge, self._straight(old, new))
            if all(a != b for a, b in zip(old, new, strict=True)):
                self._shift_label(edge)

    def _straight(self, old: list[Point], new: list[Point]) -> list[Point]:
        """A piece that ran across stays so: with its free end, else by way of two corners."""
        way = [new[0]]
        for place in range(1, len(new)):
            before, here = way[-1], new[place]
            if self._across(old, place) and before[self.axis] != here[self.axis]:
                if place < len(new) - 1:
                    here = self._with(here, before[self.axis])
                else:
                    way += self._corners(before, here)
            way.append(here)
        return way

    def _across(self, old: list[Point], place: int) -> bool:
        return old[place - 1][self.axis] == old[place][self.axis]

    def _corners(self, a: Point, b: Point) -> list[Point]:
        half = (a[1 - self.axis] + b[1 - self.axis]) / 2
        first, second = (a[self.axis], half), (b[self.axis], half)
        return [first, second] if self.axis == 0 else [first[::-1], second[::-1]]

    def _with(self, point: Point, value: float) -> Point:
        return (value, point[1]) if self.axis == 0 else (point[0], value)

    def _point(self, point: Point) -> Point:
        return self._with(point, point[self.axis] + self.by)

    def _shifted(self, at: Box) -> Box:
        x, y = self._point((at.x, at.y))
        return Box(x, y, at.width, at.height)

    def _stretched(self, at: Box) -> Box:
        width, height = self._point((at.width, at.height))
        return Box(at.x, at.y, width, height)

    def _shift_label(self, drawn: Xml) -> None:
        bounds, name = label(drawn), "xy"[self.axis]
        if bounds is not None:
            bounds.set(name, number(float(bounds.get(name, "0")) + self.by))

    def _element(self, drawn: Xml) -> Xml | None:
        return self._elements.get(str(drawn.get("bpmnElement")))

    @cached_property
    def _elements(self) -> dict[str, Xml]:
        return {str(n.get("id")): n for n in self.document.root.iter(f"{BPMN}*") if n.get("id")}
