"""Sequence flows: where they lead, and the notes that elements keep of them."""

from __future__ import annotations

from lxml import etree

from engine.editing.diagrams.document import Document, Xml, local
from engine.editing.diagrams.errors import EditRefused
from engine.editing.diagrams.picture import Box, Point, box, draw_edge, set_points
from engine.editing.diagrams.routing import downwards, route
from engine.editing.diagrams.writing import after, forget, refer, remove
from engine.spiff.drawing.xml import BPMN, BPMNDI

NO_WAY_ON = ("endEvent",)
NO_WAY_IN = ("startEvent", "boundaryEvent")


def retarget(document: Document, flow: Xml, target: str) -> None:
    """Let a flow lead to another element; the line is not touched."""
    id = str(flow.get("id"))
    forget(document.element(str(flow.get("targetRef"))), "incoming", id)
    flow.set("targetRef", target)
    refer(document.element(target), "incoming", id)


def reconnect(document: Document, flow: Xml, target: str) -> None:
    """The same, with the line drawn anew. Raises EditRefused where the standard has no such way."""
    _allowed(document, str(flow.get("sourceRef")), target)
    retarget(document, flow, target)
    edge = document.edge(str(flow.get("id")))
    if edge is not None:
        set_points(edge, _way(document, str(flow.get("sourceRef")), target))
        forget_label(edge)


def connect(document: Document, source: str, target: str) -> str:
    """A new flow between two elements; its id."""
    _allowed(document, source, target)
    id, last = document.new_id(source, "to", target), document.outgoing(source)
    flow = etree.Element(f"{BPMN}sequenceFlow", id=id, sourceRef=source, targetRef=target)
    after(last[-1] if last else document.element(source), flow)
    refer(document.element(source), "outgoing", id)
    refer(document.element(target), "incoming", id)
    drawn = document.shape(source)
    if drawn is not None and document.shape(target) is not None:
        way = _way(document, source, target)
        draw_edge(drawn.getparent(), id, document.new_id(id, "edge"), way)
    return id


def disconnect(document: Document, flow: Xml) -> None:
    """Take a flow away, with its line."""
    id, source = str(flow.get("id")), document.element(str(flow.get("sourceRef")))
    forget(source, "outgoing", id)
    forget(document.element(str(flow.get("targetRef"))), "incoming", id)
    if source.get("default") == id:
        del source.attrib["default"]
    edge = document.edge(id)
    if edge is not None:
        remove(edge)
    remove(flow)


def forget_label(edge: Xml) -> None:
    """A label goes back to where drawers put it by themselves."""
    for label in edge.findall(f"{BPMNDI}BPMNLabel"):
        remove(label)


def _allowed(document: Document, source: str, target: str) -> None:
    first, second = document.element(source), document.element(target)
    if local(first) in NO_WAY_ON:
        raise EditRefused("Nothing follows an end.", "Begin at another step.")
    if local(second) in NO_WAY_IN:
        raise EditRefused("Nothing leads to a start or to an event on an edge.", "Choose a step.")
    if first.getparent() is not second.getparent():
        sentence = "The two are not in the same process or group of steps."
        raise EditRefused(sentence, "Send a message instead, or choose a step beside it.")


def _way(document: Document, source: str, target: str) -> list[Point]:
    first, second = document.shape(source), document.shape(target)
    if first is None or second is None:
        return []
    nodes = {str(n.get("id")) for n in document.element(source).itersiblings()}
    nodes |= {str(n.get("id")) for n in document.element(source).itersiblings(preceding=True)}
    shapes = document.root.iter(f"{BPMNDI}BPMNShape")
    around = [box(s) for s in shapes if str(s.get("bpmnElement")) in nodes]
    leads = downwards if _hangs(document, source, box(first)) else route
    return leads(box(first), box(second), around)


def _hangs(document: Document, id: str, at: Box) -> bool:
    """Whether it is an event on the lower edge of a step."""
    host = document.shape(document.element(id).get("attachedToRef") or "")
    return host is not None and abs(at.middle[1] - box(host).bottom) < 1
