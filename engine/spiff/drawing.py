"""From the XML of a .bpmn file to a Diagram. Nothing is judged here: see gate.py."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from engine.spiff.diagram import Diagram, Event, Flow, Graph, Loop, Node, Service
from engine.spiff.xml import BPMN, SPIFF, extension, properties, tag, text

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


def draw(root: etree._Element, file: str) -> Diagram:
    """The executable processes of the file; those with isExecutable="false" are only pictures."""
    lanes = _lanes(root)
    names = _names(root)
    found = [p for p in root.iter(f"{BPMN}process") if p.get("isExecutable") != "false"]
    return Diagram(file, root, [_graph(p, file, lanes, names) for p in found])


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
    condition = text(xml.find(f"{BPMN}conditionExpression"))
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
    node.loop = _loop(node.xml)
    node.service = _service(node.xml)
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
            return Event(kind, timer=timer, text=text(found))
    reference = xml.get(f"{kind}Ref")
    return Event(kind, names.get(reference) if reference else None)


def _service(xml: etree._Element) -> Service | None:
    operator = extension(xml, "serviceTaskOperator")
    if operator is None:
        return None
    given = operator.iter(f"{SPIFF}parameter")
    values = {p.get("id", ""): p.get("value", "") for p in given}
    return Service(operator.get("id", ""), values, operator.get("resultVariable") or None)


def _loop(xml: etree._Element) -> Loop | None:
    standard = xml.find(f"{BPMN}standardLoopCharacteristics")
    if standard is not None:
        return _standard(standard)
    several = xml.find(f"{BPMN}multiInstanceLoopCharacteristics")
    return _multi_instance(several) if several is not None else None


def _standard(xml: etree._Element) -> Loop:
    most = xml.get("loopMaximum", "")
    return Loop(
        "loop",
        condition=text(xml.find(f"{BPMN}loopCondition")),
        maximum=int(most) if most.isdigit() else None,
        test_before=xml.get("testBefore") == "true",
    )


def _multi_instance(xml: etree._Element) -> Loop:
    return Loop(
        "sequential" if xml.get("isSequential") == "true" else "parallel",
        cardinality=text(xml.find(f"{BPMN}loopCardinality")),
        collection=text(xml.find(f"{BPMN}loopDataInputRef")),
        item=_item(xml, "inputDataItem"),
        output=text(xml.find(f"{BPMN}loopDataOutputRef")),
        output_item=_item(xml, "outputDataItem"),
        condition=text(xml.find(f"{BPMN}completionCondition")),
    )


def _item(xml: etree._Element, name: str) -> str | None:
    found = xml.find(f"{BPMN}{name}")
    return None if found is None else found.get("name") or found.get("id")
