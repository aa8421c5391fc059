"""A new step on a sequence flow."""

from __future__ import annotations

from lxml import etree

from engine.editing.diagrams.document import Document, Xml, local
from engine.editing.diagrams.errors import EditRefused
from engine.editing.diagrams.flows import retarget
from engine.editing.diagrams.picture import Box, Point, box, draw_edge, draw_shape, set_points
from engine.editing.diagrams.splitting import split
from engine.editing.diagrams.writing import after, append, refer
from engine.spiff.drawing.xml import BPMN

# What can be put between two others, with the size of its shape.
KINDS = {
    "userTask": (130.0, 78.0),
    "manualTask": (130.0, 78.0),
    "serviceTask": (130.0, 78.0),
    "sendTask": (130.0, 78.0),
    "businessRuleTask": (130.0, 78.0),
    "scriptTask": (130.0, 78.0),
    "callActivity": (130.0, 78.0),
    "exclusiveGateway": (50.0, 50.0),
    "parallelGateway": (50.0, 50.0),
    "intermediateCatchEvent": (36.0, 36.0),
}


def insert_on(document: Document, flow: Xml, kind: str, name: str) -> str:
    """Put a new step on the flow; its id. The flow leads to it, a new one from it to the target."""
    if kind not in KINDS:
        raise EditRefused(f"A {kind} cannot be put in here.", f"Choose one of {', '.join(KINDS)}.")
    id, target = document.new_id(name), str(flow.get("targetRef"))
    node = etree.Element(f"{BPMN}{kind}", id=id, name=name)
    after(document.element(str(flow.get("sourceRef"))), node)
    onward = _onward(document, flow, id, target)
    retarget(document, flow, id)
    refer(node, "outgoing", str(onward.get("id")))
    refer(document.element(target), "incoming", str(onward.get("id")))
    _draw(document, flow, onward, id, KINDS[kind])
    return id


def _onward(document: Document, flow: Xml, id: str, target: str) -> Xml:
    named = document.new_id(id, "to", target)
    onward = etree.Element(f"{BPMN}sequenceFlow", id=named, sourceRef=id, targetRef=target)
    after(flow, onward)
    return onward


def _draw(document: Document, flow: Xml, onward: Xml, id: str, size: tuple[float, float]) -> None:
    edge = document.edge(str(flow.get("id")))
    if edge is None:
        return _in_lane_of(document, str(flow.get("sourceRef")), id)
    found, plane = split(document, edge, *size), edge.getparent()
    draw_shape(plane, id, document.new_id(id, "shape"), found.at)
    set_points(edge, found.before)
    onward_id = str(onward.get("id"))
    draw_edge(plane, onward_id, document.new_id(onward_id, "edge"), found.behind)
    return _in_lane_at(document, found.at, id)


def _in_lane_at(document: Document, at: Box, id: str) -> None:
    """The lane whose band the new shape lies in: the innermost."""
    lanes = [(lane, document.shape(str(lane.get("id")))) for lane in _lanes(document)]
    around = [(lane, box(shape)) for lane, shape in lanes if shape is not None]
    here = [(_size(b), place) for place, (_, b) in enumerate(around) if b.holds(_point(at))]
    if here:
        enter(around[min(here)[1]][0], id)


def _in_lane_of(document: Document, neighbour: str, id: str) -> None:
    for lane in in_lane(document, neighbour):
        enter(lane, id)


def enter(lane: Xml, id: str) -> None:
    """Note an element as one of the lane."""
    reference = etree.Element(f"{BPMN}flowNodeRef")
    reference.text = id
    append(lane, reference)


def in_lane(document: Document, id: str) -> list[Xml]:
    """The lane an element lies in, alone; [] for none."""
    return [lane for lane in _lanes(document) if id in members(lane)][:1]


def members(lane: Xml) -> list[str]:
    """The ids of the elements in a lane."""
    return [(r.text or "").strip() for r in lane.findall(f"{BPMN}flowNodeRef")]


def _lanes(document: Document) -> list[Xml]:
    return [n for n in document.root.iter(f"{BPMN}lane") if local(n) == "lane"]


def _size(at: Box) -> float:
    return at.width * at.height


def _point(at: Box) -> Point:
    return at.middle
