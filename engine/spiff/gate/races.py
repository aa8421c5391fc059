"""Rules about event-based gateways: what may stand behind one, and when one starts a process."""

from __future__ import annotations

from collections.abc import Iterator

from engine.spiff.drawing.diagram import Graph, Node

Refusals = Iterator[tuple[str, str, str]]
RACE = "eventBasedGateway"
RACERS = frozenset({"message", "timer", "signal", "conditional"})
STARTERS = frozenset({"message", "signal"})


def races(graph: Graph) -> Refusals:
    """An event-based gateway has two events to choose from, or starts the process by them."""
    for node in _races(graph):
        if node.xml.get("eventGatewayType") == "Parallel":
            sentence = "A parallel event-based gateway does not run."
            yield node.id, sentence, "Draw a parallel gateway and the events behind it."
        if len(graph.outgoing(node.id)) < 2:
            yield node.id, "An event-based gateway needs two events.", "Draw the second event."
        if node.instantiates and graph.incoming(node.id):
            sentence = "A flow leads to this gateway, which is to start the process."
            yield node.id, sentence, "Remove the flow, or set instantiate off."
    for inner in (n.graph for n in graph.nodes.values() if n.graph is not None):
        for node in (n for n in _races(inner) if n.instantiates):
            sentence = "An event-based gateway cannot start a sub-process."
            yield node.id, sentence, "Draw a start event before it, and set instantiate off."


def events(graph: Graph) -> Refusals:
    """Behind it stand events that are waited for, each behind only this gateway."""
    for node in _races(graph):
        behind = _behind(graph, node)
        for target in behind:
            if not _waits(graph, target):
                sentence = (
                    "Only what catches an event, for it alone, can follow an event-based gateway."
                )
                yield target.id, sentence, "Put a catching event before it."
            elif node.instantiates and not _kinds(target) <= STARTERS:
                sentence = "Only a message or a signal can start the process at this gateway."
                yield target.id, sentence, "Draw a timer start event, or start by a message."
        yield from _receivers(graph, node, behind)


def _receivers(graph: Graph, node: Node, behind: list[Node]) -> Refusals:
    receivers = [n for n in behind if n.type == "receiveTask"]
    if receivers and any(n.type != "receiveTask" and "message" in _kinds(n) for n in behind):
        sentence = "Receive tasks and message events stand behind the same gateway."
        yield node.id, sentence, "Draw either the one or the other."
    hosts = {n.attached_to for n in graph.nodes.values()}
    for receiver in receivers:
        if receiver.loop is not None or receiver.id in hosts:
            sentence = "A receive task behind this gateway has no loop and no boundary event."
            yield receiver.id, sentence, "Remove it, or draw a sub-process behind an event."


def _races(graph: Graph) -> Iterator[Node]:
    return (n for n in graph.nodes.values() if n.type == RACE)


def _behind(graph: Graph, node: Node) -> list[Node]:
    found = (graph.nodes.get(flow.target) for flow in graph.outgoing(node.id))
    return [target for target in found if target is not None]


def _waits(graph: Graph, node: Node) -> bool:
    catches = node.type in ("intermediateCatchEvent", "receiveTask") and bool(node.events)
    return catches and _kinds(node) <= RACERS and len(graph.incoming(node.id)) == 1


def _kinds(node: Node) -> set[str]:
    return {event.kind for event in node.events}


RULES = (races, events)
