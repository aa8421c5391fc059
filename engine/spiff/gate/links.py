"""Rules about link events: a throw has exactly one catch, and no flow is drawn between them."""

from __future__ import annotations

from collections.abc import Iterator

from engine.spiff.drawing.diagram import Graph, Node
from engine.spiff.elements import links

Refusals = Iterator[tuple[str, str, str]]


def link_targets(graph: Graph) -> Refusals:
    """Every link that is thrown is caught once, in the same process or sub-process."""
    catches = links.catches(graph)
    for node in links.throws(graph):
        name = node.event.name
        caught = len(catches.get(name, ()))
        if not name:
            yield node.id, "The link has no name.", "Give both its events the same name."
        elif caught == 0:
            sentence = f'No link event here catches "{name}".'
            yield node.id, sentence, "Draw its target in the same process or sub-process."
        elif caught > 1:
            sentence = f'Several link events catch "{name}".'
            yield node.id, sentence, "Keep one target, or give the others other names."


def link_flows(graph: Graph) -> Refusals:
    """Nothing leaves the throw but the link, and nothing leads to the catch but links."""
    for node in graph.nodes.values():
        if [event.kind for event in node.events] == ["link"] and _drawn(graph, node):
            sentence = "A sequence flow is drawn where the link itself leads."
            yield node.id, sentence, "Remove the flow, or use a plain event instead of the link."


def _drawn(graph: Graph, node: Node) -> bool:
    throws = node.type == "intermediateThrowEvent"
    found = graph.outgoing(node.id) if throws else graph.incoming(node.id)
    return any(not flow.link for flow in found)


RULES = (link_targets, link_flows)
