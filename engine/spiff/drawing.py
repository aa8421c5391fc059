"""From the XML of a .bpmn file to a Diagram. Nothing is judged here: see gate.py."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from lxml import etree

from engine.spiff.diagram import Diagram, Event, Flow, Graph, Node
from engine.spiff.drawing_activities import draw_loop, draw_service
from engine.spiff.formal import formal
from engine.spiff.xml import BPMN, extension, properties, tag, text

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
_SUFFIX = "EventDefinition"


def draw(root: etree._Element, file: str, named: Collection[str] = ()) -> Diagram:
    """The processes of the file that run: those with isExecutable="false" are only pictures,
    unless they are named."""
    lanes = _lanes(root)
    names = _names(root)
    found = [p for p in root.iter(f"{BPMN}process") if _runs(p) or p.get("id") in named]
    return Diagram(file, root, [_graph(p, file, lanes, names) for p in found])


def _runs(process: etree._Element) -> bool:
    return process.get("isExecutable") not in ("false", "0")


def _lanes(root: etree._Element) -> dict[str, str]:
    lanes = {}
    for lane in root.iter(f"{BPMN}lane"):
        for reference in lane.findall(f"{BPMN}flowNodeRef"):
            lanes[text(reference) or ""] = lane.get("name") or lane.get("id", "")
    return lanes


def _names(root: etree._Element) -> dict[str, str | None]:
    kinds = {"message": "name", "error": "errorCode", "escalation": "escalationCode"}
    return {
        found.get("id", ""): found.get(attribute)
        for kind, attribute in kinds.items()
        for found in root.iter(f"{BPMN}{kind}")
    }


def _graph(
    xml: etree._Element, file: str, lanes: dict[str, str], names: dict[str, str | None]
) -> Graph:
    graph = Graph(xml.get("id", ""), xml.get("name") or xml.get("id", ""), file)
    for child in xml:
        kind = tag(child)
        if kind in FLOW_NODES:
            node = _node(child, kind, file, lanes, names)
            graph.nodes[node.id] = node
        elif kind == "sequenceFlow":
            graph.flows.append(_flow(child))
    return graph


def _flow(xml: etree._Element) -> Flow:
    condition = formal(xml.find(f"{BPMN}conditionExpression"))
    return Flow(xml.get("id", ""), xml.get("sourceRef", ""), xml.get("targetRef", ""), condition)


def _node(
    xml: etree._Element,
    kind: str,
    file: str,
    lanes: dict[str, str],
    names: dict[str, str | None],
) -> Node:
    id = xml.get("id", "")
    node = Node(id, kind, xml.get("name", ""), xml, _events(xml, names), properties(xml))
    node.documentation = text(xml.find(f"{BPMN}documentation")) or ""
    node.lane = lanes.get(id)
    node.attached_to = xml.get("attachedToRef")
    flag = "isInterrupting" if kind == "startEvent" else "cancelActivity"
    node.interrupting = xml.get(flag, "true") != "false"
    node.default = xml.get("default")
    node.called = xml.get("calledElement")
    node.by_event = xml.get("triggeredByEvent") == "true"
    _inside(node, file, lanes, names)
    return node


def _inside(node: Node, file: str, lanes: dict[str, str], names: dict[str, str | None]) -> None:
    node.script = text(node.xml.find(f"{BPMN}script"))
    node.decision = text(extension(node.xml, "calledDecisionId"))
    node.loop = draw_loop(node.xml)
    node.service = draw_service(node.xml)
    if node.type in ("subProcess", "adHocSubProcess", "transaction"):
        node.graph = _graph(node.xml, file, lanes, names)
        node.graph.by_event = node.by_event


def _events(xml: etree._Element, names: dict[str, str | None]) -> list[Event]:
    found = [_event(child, names) for child in xml if tag(child).endswith(_SUFFIX)]
    message = xml.get("messageRef")
    if message is not None and tag(xml) in ("sendTask", "receiveTask"):
        found.append(Event("message", names.get(message)))
    payload, variable = _words(xml, "messagePayload"), _words(xml, "messageVariable")
    return [replace(event, payload=payload, variable=variable) for event in found]


def _words(xml: etree._Element, name: str) -> str | None:
    places = [xml, *(child for child in xml if tag(child).endswith(_SUFFIX))]
    return next((w for place in places if (w := text(extension(place, name)))), None)


def _event(xml: etree._Element, names: dict[str, str | None]) -> Event:
    kind = tag(xml).removesuffix(_SUFFIX)
    for timer in ("timeDate", "timeDuration", "timeCycle"):
        found = xml.find(f"{BPMN}{timer}")
        if found is not None:
            return Event(kind, timer=timer, text=formal(found))
    reference = xml.get(f"{kind}Ref")
    return Event(kind, names.get(reference) if reference else None)
