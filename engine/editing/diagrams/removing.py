"""A step taken out: what led to it leads on to what followed; what nothing leads to just goes."""

from __future__ import annotations

from engine.editing.diagrams.document import Document, Xml, local
from engine.editing.diagrams.errors import EditRefused
from engine.editing.diagrams.flows import disconnect, forget_label, retarget
from engine.editing.diagrams.picture import Point, points, set_points
from engine.editing.diagrams.writing import remove
from engine.spiff.drawing.xml import BPMN

STEPS = (
    *("task", "userTask", "manualTask", "serviceTask", "sendTask", "receiveTask", "scriptTask"),
    *("businessRuleTask", "callActivity", "subProcess", "transaction", "adHocSubProcess"),
    *("exclusiveGateway", "inclusiveGateway", "parallelGateway", "complexGateway"),
    *("eventBasedGateway", "intermediateCatchEvent", "intermediateThrowEvent"),
)
# What leads from one element to another and is no sequence flow.
LINKS = ("association", "messageFlow")


def remove_step(document: Document, id: str) -> None:
    """Raises EditRefused when it is not clear what would lead where."""
    node = document.element(id)
    kind = local(node)
    if kind not in (*STEPS, "boundaryEvent", "endEvent"):
        raise EditRefused(f"A {kind} is not removed here.", "Use the diagram's editor.")
    _bare(document, id)
    if document.incoming(id):
        _led_past(document, id)
    take_out(document, node, id)


def _led_past(document: Document, id: str) -> None:
    _lone(document, id)
    onward = document.outgoing(id)[0]
    if str(onward.get("targetRef")) in {f.get("sourceRef") for f in document.incoming(id)}:
        raise EditRefused("What leads to it would lead to itself.", "Remove the way to it.")
    for flow in document.incoming(id):
        _lead_on(document, flow, onward)


def _bare(document: Document, id: str) -> None:
    attached = document.attached(id)
    if attached:
        names = ", ".join(e.get("name") or str(e.get("id")) for e in attached)
        raise EditRefused(f"It has events on its edge: {names}.", "Remove those first.")


def _lone(document: Document, id: str) -> None:
    ways = len(document.outgoing(id))
    if ways != 1:
        count = "no way" if ways == 0 else f"{ways} ways"
        remedy = "Let what leads here lead elsewhere, or remove ways until one is left."
        raise EditRefused(f"It has {count} on, so what led to it would lead nowhere.", remedy)


def _lead_on(document: Document, flow: Xml, onward: Xml) -> None:
    edge, last = document.edge(str(flow.get("id"))), document.edge(str(onward.get("id")))
    retarget(document, flow, str(onward.get("targetRef")))
    if edge is not None and last is not None:
        set_points(edge, _joined(points(edge), points(last)))
        forget_label(edge)


def _joined(first: list[Point], second: list[Point]) -> list[Point]:
    """Both ways in one, through where the step stood; without needless points."""
    way = list(dict.fromkeys([*first, *_corners(first, second), *second]))
    kept = [
        here
        for before, here, behind in zip(way, way[1:], way[2:], strict=False)
        if not _in_line(before, here, behind)
    ]
    return [way[0], *kept, way[-1]]


def _corners(first: list[Point], second: list[Point]) -> list[Point]:
    """Right angles from where one line ends to where the other begins."""
    (ax, ay), (bx, by) = first[-1], second[0]
    arrives, leaves = first[-2][1] == ay, second[1][1] == by
    if arrives and leaves:
        return [((ax + bx) / 2, ay), ((ax + bx) / 2, by)]
    if not arrives and not leaves:
        return [(ax, (ay + by) / 2), (bx, (ay + by) / 2)]
    return [(bx, ay)] if arrives else [(ax, by)]


def _in_line(a: Point, b: Point, c: Point) -> bool:
    return a[0] == b[0] == c[0] or a[1] == b[1] == c[1]


def take_out(document: Document, node: Xml, id: str) -> None:
    """Take an element out with its ways and all that is said or drawn of it; nothing is led on."""
    for flow in [*document.outgoing(id), *document.incoming(id)]:
        disconnect(document, flow)
    gone = {str(n.get("id")) for n in node.iter(f"{BPMN}*") if n.get("id")}
    for association in list(document.root.iter(*(f"{BPMN}{one}" for one in LINKS))):
        if {association.get("sourceRef"), association.get("targetRef")} & gone:
            gone.add(str(association.get("id")))
            remove(association)
    for lane in document.root.iter(f"{BPMN}lane"):
        for reference in [r for r in lane if (r.text or "").strip() in gone]:
            remove(reference)
    for inside in gone:
        _erase(document, inside)
    remove(node)


def _erase(document: Document, id: str) -> None:
    for drawn in (document.shape(id), document.edge(id)):
        if drawn is not None:
            remove(drawn)
