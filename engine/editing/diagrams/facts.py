"""What a diagram says at one element, for a page that shows it in fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.editing.diagrams.document import Document, Xml, local
from engine.editing.diagrams.lanes import lane_of
from engine.editing.diagrams.settings import TIMERS
from engine.editing.diagrams.work import PARAMETER
from engine.spiff.drawing.xml import BPMN, SPIFF, properties


@dataclass(frozen=True)
class Way:
    """A way on from an element. `otherwise`: it is taken when no condition holds."""

    id: str
    name: str
    target: str
    condition: str
    otherwise: bool


@dataclass(frozen=True)
class Facts:
    """Texts as they are written; empty where nothing is said. `event` is none, timer, message…

    `host` is the step an event is attached to, and `stops` whether that is over when it happens;
    `inside` is the id of what the element lies in.
    """

    id: str
    kind: str
    name: str
    lane: str
    event: str
    timer: tuple[str, str]
    properties: Mapping[str, str]
    operation: str
    inputs: Mapping[str, str]
    decision: str
    called: str
    script: str
    host: str
    stops: bool
    inside: str
    ways: tuple[Way, ...]


def facts(document: Document, id: str) -> Facts:
    """Raises EditRefused when there is no such element."""
    node = document.element(id)
    operator = node.find(f"{BPMN}extensionElements/{SPIFF}serviceTaskOperator")
    given = operator.findall(PARAMETER) if operator is not None else []
    parent = node.getparent()
    return Facts(
        id=id,
        kind=local(node),
        name=node.get("name") or "",
        lane=lane_of(document, id),
        event=_event(node),
        timer=_timer(node),
        properties=properties(node),
        operation=(operator.get("id") or "") if operator is not None else "",
        inputs={p.get("id") or "": p.get("value") or "" for p in given},
        decision=_text(node, f"{BPMN}extensionElements/{SPIFF}calledDecisionId"),
        called=node.get("calledElement") or "",
        script=_text(node, f"{BPMN}script"),
        host=node.get("attachedToRef") or "",
        stops=node.get("cancelActivity") != "false",
        inside=str(parent.get("id")) if parent is not None else "",
        ways=tuple(_way(flow, node) for flow in document.outgoing(id)),
    )


def _way(flow: Xml, source: Xml) -> Way:
    id = str(flow.get("id"))
    condition = _text(flow, f"{BPMN}conditionExpression")
    target = str(flow.get("targetRef"))
    return Way(id, flow.get("name") or "", target, condition, source.get("default") == id)


def _event(node: Xml) -> str:
    kinds = [local(c) for c in node if isinstance(c.tag, str) and "EventDefinition" in local(c)]
    return kinds[0].removesuffix("EventDefinition") if kinds else ""


def _timer(node: Xml) -> tuple[str, str]:
    for kind in TIMERS:
        found = node.find(f"{BPMN}timerEventDefinition/{BPMN}{kind}")
        if found is not None:
            return kind, (found.text or "").strip()
    return "", ""


def _text(node: Xml, path: str) -> str:
    found = node.find(path)
    return (found.text or "").strip() if found is not None else ""
