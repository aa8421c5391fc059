"""Who does a step: the lane it lies in."""

from __future__ import annotations

from engine.editing.diagrams.document import Document, Xml, local
from engine.editing.diagrams.errors import EditRefused
from engine.editing.diagrams.flows import forget_label
from engine.editing.diagrams.inserting import enter, members
from engine.editing.diagrams.picture import Box, box, label, number, set_box, set_points
from engine.editing.diagrams.room import Room
from engine.editing.diagrams.routing import route
from engine.editing.diagrams.writing import remove
from engine.spiff.drawing.xml import BPMN, BPMNDI

MARGIN = 30.0


def move_to_lane(document: Document, id: str, lane_id: str) -> None:
    """Put a step, and what is on its edge, in another lane of its process."""
    node, lane = document.element(id), document.element(lane_id)
    if local(lane) != "lane":
        raise EditRefused(f"{lane_id} is no lane.", "Choose a lane.")
    if node.getparent() not in list(lane.iterancestors()):
        sentence = "The lane belongs to another process, or the step lies in a group of steps."
        raise EditRefused(sentence, "Choose a lane of this process.")
    together = [id, *(str(e.get("id")) for e in document.attached(id))]
    for other in document.root.iter(f"{BPMN}lane"):
        for reference in [r for r in other if (r.text or "").strip() in together]:
            remove(reference)
    for each in together:
        enter(lane, each)
    _redraw(document, together, lane_id)


def lane_of(document: Document, id: str) -> str:
    """The id of the lane a step lies in; empty for none."""
    lanes = document.root.iter(f"{BPMN}lane")
    return next((str(lane.get("id")) for lane in lanes if id in members(lane)), "")


def _redraw(document: Document, together: list[str], lane_id: str) -> None:
    shape, band = document.shape(together[0]), document.shape(lane_id)
    if shape is None or band is None:
        return
    height = box(shape).height
    if box(band).height < height + 2 * MARGIN:
        missing = height + 2 * MARGIN - box(band).height
        Room(document, 1, box(band).bottom - 1, missing).make()
    to = _free(document, box(shape), box(band), together)
    _shift(document, together, to - box(shape).y)
    _reroute(document, together)


def _free(document: Document, at: Box, band: Box, mine: list[str]) -> float:
    """Where in the band it stands on nothing: its middle if it can, else below what is there."""
    others = [box(s) for s in _shapes(document) if str(s.get("bpmnElement")) not in mine]
    inside = [b for b in others if b.width < band.width and b.overlaps(band)]
    y = band.middle[1] - at.height / 2
    while any(Box(at.x, y, at.width, at.height).overlaps(b) for b in inside):
        hit = [b for b in inside if Box(at.x, y, at.width, at.height).overlaps(b)]
        y = max(b.bottom for b in hit) + MARGIN
    over = y + at.height + MARGIN - band.bottom
    if over > 0:
        Room(document, 1, band.bottom - 1, over).make()
    return y


def _shift(document: Document, together: list[str], by: float) -> None:
    for shape in (s for s in _shapes(document) if str(s.get("bpmnElement")) in together):
        at, said = box(shape), label(shape)
        set_box(shape, Box(at.x, at.y + by, at.width, at.height))
        if said is not None:
            said.set("y", number(float(said.get("y", "0")) + by))


def _reroute(document: Document, together: list[str]) -> None:
    for flow in document.flows():
        ends = (str(flow.get("sourceRef")), str(flow.get("targetRef")))
        edge = document.edge(str(flow.get("id")))
        first, second = (document.shape(end) for end in ends)
        if edge is None or first is None or second is None or not {*ends} & {*together}:
            continue
        set_points(edge, route(box(first), box(second)))
        forget_label(edge)


def _shapes(document: Document) -> list[Xml]:
    return list(document.root.iter(f"{BPMNDI}BPMNShape"))
