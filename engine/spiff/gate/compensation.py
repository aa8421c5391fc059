"""Rules about compensation and transactions: what undoes what, and who may ask for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from engine.spiff.drawing.diagram import Diagram, Graph, Node
from engine.spiff.elements.transactions import TRANSACTION

Refusals = Iterator[tuple[str, str, str]]
METHODS = (None, "Compensate", "##Compensate", "compensate")


def compensation_events(graph: Graph) -> Refusals:
    """A compensation boundary event leads to one handler, by an association and by no flow."""
    hosts = Counter(n.attached_to for n in graph.nodes.values() if _on_boundary(n, "compensate"))
    for node in (n for n in graph.nodes.values() if _on_boundary(n, "compensate")):
        if len(node.handlers) != 1 or not graph.nodes[node.handlers[0]].for_compensation:
            sentence = "The compensation event leads to no activity that compensates."
            remedy = "Draw one association from it to an activity marked as for compensation."
            yield node.id, sentence, remedy
        if graph.outgoing(node.id):
            sentence = "A flow leaves this compensation event, and would never be taken."
            yield node.id, sentence, "Draw an association to the handler instead."
        if hosts[node.attached_to] > 1:
            sentence = "Two compensation events sit on the same activity."
            yield node.id, sentence, "Keep one; a sub-process can do several things."


def compensation_handlers(graph: Graph) -> Refusals:
    """An activity for compensation runs only when a boundary event leads to it."""
    led_to = Counter(id for node in graph.nodes.values() for id in node.handlers)
    hosts = {n.attached_to for n in graph.nodes.values() if n.type == "boundaryEvent"}
    for node in (n for n in graph.nodes.values() if n.for_compensation and not n.undoes):
        if led_to[node.id] != 1:
            sentence = "It is for compensation, and not led to by exactly one compensation event."
            yield node.id, sentence, "Draw the association, or unmark the activity."
        if graph.incoming(node.id) or graph.outgoing(node.id):
            sentence = "A sequence flow leads to or from an activity for compensation."
            yield node.id, sentence, "Remove it: the handler begins and ends with the compensation."
        if node.id in hosts:
            sentence = "An event sits on an activity for compensation."
            yield node.id, sentence, "Make the handler a sub-process, with the event inside."


def compensation_subprocesses(graph: Graph) -> Refusals:
    """A sub-process may hold one event sub-process that compensates it."""
    for node in graph.nodes.values():
        if node.by_event and node.for_compensation and not node.undoes:
            sentence = "An event sub-process is for compensation when its start event says so."
            yield node.id, sentence, "Give it a compensation start event, or unmark it."
    inside = [n for n in graph.nodes.values() if n.undoes]
    for node in inside:
        for start in (start for start in _starts(node) if not start.interrupting):
            sentence = "The compensation start event is drawn as one that does not interrupt."
            yield start.id, sentence, "Leave isInterrupting out: what it undoes has ended already."
    for node in inside[1:]:
        yield node.id, "A second event sub-process compensates the same activity.", "Keep one."


def _starts(node: Node) -> list[Node]:
    inside = node.graph.nodes.values() if node.graph is not None else ()
    return [inner for inner in inside if inner.type == "startEvent"]


def compensation_throws(diagram: Diagram) -> Refusals:
    """A compensation that is thrown names nothing, or an activity in sight that has a handler."""
    for process in diagram.processes:
        yield from _throws(process, {})


def _throws(graph: Graph, around: Mapping[str, Node]) -> Refusals:
    seen = {**around, **graph.nodes}
    undone = {n.attached_to for n in seen.values() if n.handlers}
    for node in graph.nodes.values():
        for id in _named(node):
            if id not in seen or not (id in undone or _has_inside(seen[id])):
                sentence = f'It compensates "{id}", which is not in sight or has no handler.'
                remedy = "Name an activity of the same process or sub-process, or name none."
                yield node.id, sentence, remedy
        if node.graph is not None:
            yield from _throws(node.graph, seen if node.by_event else {})


def _named(node: Node) -> list[str]:
    thrown = node.type in ("endEvent", "intermediateThrowEvent")
    return [e.activity for e in node.events if thrown and e.kind == "compensate" and e.activity]


def _has_inside(node: Node) -> bool:
    """Whether something inside, or in the process that is called, can be compensated."""
    inside = node.graph.nodes.values() if node.graph is not None else ()
    return node.type == "callActivity" or any(
        n.handlers or n.undoes or _has_inside(n) for n in inside
    )


def cancel_events(diagram: Diagram) -> Refusals:
    """Cancel events belong to a transaction: the end inside, the boundary event on it."""
    for process in diagram.processes:
        yield from _cancels(process, None)


def _cancels(graph: Graph, transaction: Node | None) -> Refusals:
    for node in graph.nodes.values():
        if node.type == "endEvent" and _of_kind(node, "cancel") and transaction is None:
            yield node.id, "Nothing but a transaction can be cancelled.", "Use an error event."
        if node.graph is not None:
            inside = node if node.type == TRANSACTION else transaction
            yield from _cancels(node.graph, inside)
    yield from _cancel_boundaries(graph)


def _cancel_boundaries(graph: Graph) -> Refusals:
    hosts = Counter(n.attached_to for n in graph.nodes.values() if _on_boundary(n, "cancel"))
    for node in graph.nodes.values():
        if _on_boundary(node, "cancel"):
            host = graph.nodes.get(node.attached_to or "")
            if host is None or host.type != TRANSACTION:
                sentence = "A cancel event sits on something that is no transaction."
                yield node.id, sentence, "Use an error event, or make it a transaction."
            elif not node.interrupting:
                yield node.id, "A cancel event always interrupts.", "Make it interrupting."
        if node.type == TRANSACTION:
            yield from _transaction(node, hosts[node.id])


def _transaction(node: Node, boundaries: int) -> Refusals:
    method = node.xml.get("method")
    if method not in METHODS:
        sentence = "The transaction is to be undone otherwise than by compensation."
        yield node.id, sentence, 'Leave its method at "##Compensate".'
    if node.by_event:
        yield node.id, "A transaction cannot be an event sub-process.", "Use a sub-process."
    if boundaries > 1:
        yield node.id, "Two cancel events sit on the transaction.", "Keep one."


def _on_boundary(node: Node, kind: str) -> bool:
    return node.type == "boundaryEvent" and _of_kind(node, kind)


def _of_kind(node: Node, kind: str) -> bool:
    return any(event.kind == kind for event in node.events)


GRAPH_RULES = (compensation_events, compensation_handlers, compensation_subprocesses)
FILE_RULES = (compensation_throws, cancel_events)
