"""From the XML of a .bpmn file to a Diagram. Nothing is judged here: see ../gate."""

from __future__ import annotations

from collections.abc import Collection

from lxml import etree

from engine.spiff.drawing import events as drawn_events
from engine.spiff.drawing.associations import draw_handlers
from engine.spiff.drawing.data import declared, draw_data
from engine.spiff.drawing.diagram import Diagram, Flow, Graph, Node
from engine.spiff.drawing.events import Shared
from engine.spiff.drawing.formal import formal
from engine.spiff.drawing.loops import draw_loop
from engine.spiff.drawing.services import draw_service
from engine.spiff.drawing.xml import BPMN, extension, properties, tag, text
from engine.spiff.elements import links

FLOW_NODES = frozenset(
    (
        *("startEvent", "endEvent", "boundaryEvent", "task", "userTask", "manualTask"),
        *("intermediateCatchEvent", "intermediateThrowEvent", "scriptTask", "serviceTask"),
        *("sendTask", "receiveTask", "businessRuleTask", "callActivity", "subProcess"),
        *("adHocSubProcess", "transaction", "exclusiveGateway", "parallelGateway"),
        *("inclusiveGateway", "eventBasedGateway", "complexGateway", "callChoreography"),
        *("choreographyTask", "subChoreography"),
    )
)
GLOBAL = {
    "globalTask": "task",
    "globalUserTask": "userTask",
    "globalManualTask": "manualTask",
    "globalScriptTask": "scriptTask",
    "globalBusinessRuleTask": "businessRuleTask",
}
YES, NO = ("true", "1"), ("false", "0")


def draw(root: etree._Element, file: str, named: Collection[str] = ()) -> Diagram:
    """The processes of the file that run: those with isExecutable="false" are only pictures,
    unless they are named."""
    lanes = _lanes(root)
    shared = Shared.of(root)
    found = [p for p in root.iter(f"{BPMN}process") if _runs(p) or p.get("id") in named]
    tasks = [_task(t, file, shared) for t in root if tag(t) in GLOBAL]
    return Diagram(file, root, [_graph(p, file, lanes, shared) for p in found], tasks)


def _task(xml: etree._Element, file: str, shared: Shared) -> Graph:
    node = _node(xml, GLOBAL[tag(xml)], file, {}, shared)
    return Graph(node.id, node.name or node.id, file, nodes={node.id: node})


def _runs(process: etree._Element) -> bool:
    return process.get("isExecutable") not in NO


def _lanes(root: etree._Element) -> dict[str, str]:
    lanes = {}
    for lane in root.iter(f"{BPMN}lane"):
        for reference in lane.findall(f"{BPMN}flowNodeRef"):
            lanes[text(reference) or ""] = lane.get("name") or lane.get("id", "")
    return lanes


def _graph(xml: etree._Element, file: str, lanes: dict[str, str], shared: Shared) -> Graph:
    graph = Graph(xml.get("id", ""), xml.get("name") or xml.get("id", ""), file)
    for child in xml:
        kind = tag(child)
        if kind in FLOW_NODES:
            node = _node(child, kind, file, lanes, shared)
            graph.nodes[node.id] = node
        elif kind == "sequenceFlow":
            graph.flows.append(_flow(child))
    graph.flows += links.flows(graph)
    _mark_starts(graph)
    graph.declared = declared(xml, shared.items)
    draw_handlers(xml, graph)
    return graph


def _mark_starts(graph: Graph) -> None:
    """An event-based gateway that starts the process does so by the events behind it."""
    races = {n.id for n in graph.nodes.values() if n.instantiates and "Gateway" in n.type}
    for flow in graph.flows:
        if flow.source in races and flow.target in graph.nodes:
            graph.nodes[flow.target].instantiates = True


def _flow(xml: etree._Element) -> Flow:
    condition = formal(xml.find(f"{BPMN}conditionExpression"))
    return Flow(xml.get("id", ""), xml.get("sourceRef", ""), xml.get("targetRef", ""), condition)


def _node(
    xml: etree._Element,
    kind: str,
    file: str,
    lanes: dict[str, str],
    shared: Shared,
) -> Node:
    id = xml.get("id", "")
    events = drawn_events.events(xml, shared)
    node = Node(id, kind, xml.get("name", ""), xml, events, properties(xml))
    node.documentation = text(xml.find(f"{BPMN}documentation")) or ""
    node.lane = lanes.get(id)
    node.attached_to = xml.get("attachedToRef")
    flag = "isInterrupting" if kind == "startEvent" else "cancelActivity"
    node.interrupting = xml.get(flag) not in NO
    node.default = xml.get("default")
    node.called = (xml.get("calledElement") or "").rpartition(":")[2] or None
    node.activation = formal(xml.find(f"{BPMN}activationCondition"))
    node.by_event = xml.get("triggeredByEvent") in YES
    node.for_compensation = xml.get("isForCompensation") in YES
    node.parallel_multiple = xml.get("parallelMultiple") in YES
    _inside(node, file, lanes, shared)
    return node


def _inside(node: Node, file: str, lanes: dict[str, str], shared: Shared) -> None:
    node.instantiates = node.xml.get("instantiate") in YES
    node.script = text(node.xml.find(f"{BPMN}script"))
    node.decision = text(extension(node.xml, "calledDecisionId"))
    node.data = draw_data(node.xml, shared.items)
    node.loop = draw_loop(node.xml, shared)
    node.service = draw_service(node.xml)
    if node.type in ("subProcess", "adHocSubProcess", "transaction"):
        node.graph = _graph(node.xml, file, lanes, shared)
        for _, inner in node.graph.walk():
            inner.lane = inner.lane or node.lane
        node.graph.by_event = node.by_event
