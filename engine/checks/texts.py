"""Every FEEL text of a diagram: where it stands, and the names that are known only there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from engine.spiff import Graph, Node, is_literal, may_offer, script_refusal, starts_by_offer

Kind = Literal["expression", "context"]
SUBMITTED = frozenset({"answers", "submission", "by", "at"})
COUNTS = frozenset(
    (
        *("numberOfInstances", "numberOfActiveInstances", "numberOfCompletedInstances"),
        *("numberOfTerminatedInstances", "loopCounter"),
    )
)
NONE: frozenset[str] = frozenset()
ACTIVATION = frozenset({"activationCount"})
STARTS = frozenset({"waitingForStart"})


@dataclass(frozen=True)
class Text:
    """One FEEL text; `element` is the id of the node or flow that holds it.

    `extra` are names known only there; where it stands `apart` of an instance, no others are.
    """

    element: str
    where: str
    text: str
    kind: Kind = "expression"
    extra: frozenset[str] = NONE
    apart: bool = False


PROPERTIES: dict[str, tuple[tuple[str, Kind, frozenset[str]], ...]] = {
    "userTask": (
        *((name, "expression", NONE) for name in ("sections", "assignee", "due")),
        *((name, "expression", NONE) for name in ("context", "reviews", "startsFrom")),
        ("results", "context", SUBMITTED),
    ),
    "manualTask": (
        *((name, "expression", NONE) for name in ("assignee", "due")),
        ("results", "context", SUBMITTED),
    ),
    "callActivity": (("variables", "context", NONE),),
}
OFFERED: tuple[tuple[str, Kind, frozenset[str]], ...] = (
    ("offeredTo", "expression", NONE),
    ("offeredWhile", "expression", NONE),
    ("offerResults", "context", SUBMITTED),
)
STARTING: tuple[tuple[str, Kind, frozenset[str]], ...] = (
    ("correlationKey", "expression", SUBMITTED),
)


def texts(graph: Graph, node: Node) -> Iterator[Text]:
    """The texts of one node and of the flows that leave it."""
    for flow in graph.outgoing(node.id):
        if flow.condition:
            extra = STARTS if node.type == "complexGateway" else NONE
            yield Text(flow.id, "The condition", flow.condition, extra=extra)
    apart = starts_by_offer(graph, node)
    offered = (*OFFERED, *(STARTING if apart else ())) if may_offer(graph, node) else ()
    for name, kind, extra in (*PROPERTIES.get(node.type, ()), *offered):
        if node.properties.get(name):
            yield Text(node.id, f"The property {name}", node.properties[name], kind, extra, apart)
    if node.script and not script_refusal(node):
        kind = "expression" if node.properties.get("result") else "context"
        yield Text(node.id, "The script", node.script, kind)
    if node.activation:
        yield Text(node.id, "The activation condition", node.activation, extra=ACTIVATION)
    yield from _service(node)
    yield from _event(node)
    yield from _loop(node)
    yield from _data(node)


def _data(node: Node) -> Iterator[Text]:
    for transfer in (*node.data.inputs, *node.data.outputs):
        for text in (transfer.transformation, *(value for value, _ in transfer.assignments)):
            if text:
                yield Text(node.id, "What is copied as data", text)


def _service(node: Node) -> Iterator[Text]:
    for name, text in node.service.parameters.items() if node.service else ():
        yield Text(node.id, f"The parameter {name}", text)


def _event(node: Node) -> Iterator[Text]:
    for event in node.events:
        if event.kind == "timer" and event.text and not is_literal(event.text):
            yield Text(node.id, "The timer", event.text, extra=frozenset({"fired"}))
        if event.kind == "conditional" and event.text:
            yield Text(node.id, "The condition", event.text)
        if event.payload:
            yield Text(node.id, f"The {event.kind}'s payload", event.payload, "context")
    if node.properties.get("correlationKey") and not _starts(node):
        yield Text(node.id, "The correlation key", node.properties["correlationKey"])


def _starts(node: Node) -> bool:
    return node.type == "startEvent" or node.instantiates


def _loop(node: Node) -> Iterator[Text]:
    loop = node.loop
    if loop is None:
        return
    if loop.collection or loop.cardinality:
        yield Text(node.id, "What the loop runs over", loop.collection or loop.cardinality or "")
    if loop.condition:
        yield Text(node.id, "The loop's condition", loop.condition, extra=COUNTS)
    for thrown in loop.throws:
        if thrown.condition:
            where = "The condition of an event the loop throws"
            yield Text(node.id, where, thrown.condition, extra=COUNTS)
