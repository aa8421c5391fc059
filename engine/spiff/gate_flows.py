"""Rules about sequence flows and gateways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from engine.spiff.diagram import Flow, Graph, Node

Refusals = Iterator[tuple[str, str, str]]
CHOICES = ("exclusiveGateway", "inclusiveGateway")
GATEWAYS = (*CHOICES, "parallelGateway", "eventBasedGateway")
ON_IT = ("boundaryEvent", "startEvent")


def ends(graph: Graph) -> Refusals:
    """A flow joins two nodes of the same process or sub-process."""
    for flow in graph.flows:
        if flow.source not in graph.nodes or flow.target not in graph.nodes:
            sentence = "The flow does not join two elements of the same process."
            yield flow.id, sentence, "Connect it again; a sub-process is left by its own flow."


def directions(graph: Graph) -> Refusals:
    """Nothing leads to a start or boundary event, nothing leaves an end event."""
    for node in graph.nodes.values():
        if node.type in ON_IT and graph.incoming(node.id):
            yield node.id, "A flow leads to this event.", "Lead it to what comes after the event."
        if node.type == "endEvent" and graph.outgoing(node.id):
            yield node.id, "A flow leaves this end event.", "Use an intermediate event."


def one_way(graph: Graph) -> Refusals:
    """Only gateways have several outgoing flows."""
    for node in graph.nodes.values():
        if node.type not in GATEWAYS and len(graph.outgoing(node.id)) > 1:
            sentence = "Several flows leave this element, and it is not a gateway."
            yield node.id, sentence, "Draw a parallel or exclusive gateway after it."


def conditions(graph: Graph) -> Refusals:
    """Conditions belong on the flows of exclusive and inclusive gateways, save the default."""
    for node in graph.nodes.values():
        flows = graph.outgoing(node.id)
        if node.type in CHOICES:
            yield from _choice(node, flows)
        elif node.default or any(f.condition for f in flows):
            sentence = "A flow with a condition leaves this element."
            yield (
                node.id,
                sentence,
                "Draw an exclusive gateway after it and put the condition there.",
            )


def _choice(node: Node, flows: list[Flow]) -> Refusals:
    if not flows:
        yield node.id, "No flow leaves this gateway.", "Draw the ways it chooses between."
    if node.default and node.default not in [f.id for f in flows]:
        yield node.id, "Its default flow does not leave this gateway.", "Choose the default again."
    for flow in flows:
        if flow.id == node.default and flow.condition:
            sentence = "The default flow has a condition, which would never be asked."
            yield flow.id, sentence, "Remove the condition, or make another flow the default."
        if len(flows) > 1 and flow.id != node.default and not flow.condition:
            sentence = "This flow of a gateway has no condition and is not the default."
            yield flow.id, sentence, "Give it a condition, or mark it as the default flow."


def joins(graph: Graph) -> Refusals:
    """A joining gateway tells its tokens apart by where they come from."""
    for node in graph.nodes.values():
        sources = Counter(f.source for f in graph.incoming(node.id))
        joining = node.type in ("parallelGateway", "inclusiveGateway")
        if joining and any(times > 1 for times in sources.values()):
            sentence = "Two flows lead from the same element to this joining gateway."
            yield node.id, sentence, "Draw one flow, or put an activity on the other."
        if node.type == "parallelGateway" and not graph.outgoing(node.id):
            yield node.id, "No flow leaves this gateway.", "Draw where it goes on."


def races(graph: Graph) -> Refusals:
    """Behind an event-based gateway stand events that are waited for, each behind only this."""
    for node in graph.nodes.values():
        if node.type != "eventBasedGateway":
            continue
        if node.xml.get("instantiate") == "true" or node.xml.get("eventGatewayType") == "Parallel":
            yield node.id, "Only the plain event-based gateway runs.", "Use message start events."
        targets = [f.target for f in graph.outgoing(node.id)]
        if len(targets) < 2:
            yield node.id, "An event-based gateway needs two events.", "Draw the second event."
        for target in targets:
            found = graph.nodes.get(target)
            kinds = ("intermediateCatchEvent", "receiveTask")
            if found and (found.type not in kinds or len(graph.incoming(target)) > 1):
                sentence = "Only a catching event or receive task can follow this gateway directly."
                yield node.id, sentence, f'Put a catching event before "{target}".'


def reached(graph: Graph) -> Refusals:
    """Every node can be reached."""
    if any(f.source not in graph.nodes or f.target not in graph.nodes for f in graph.flows):
        return
    fringe = [n.id for n in graph.nodes.values() if n.type in ON_IT or n.begins_apart]
    seen = set(fringe)
    while fringe:
        for flow in graph.outgoing(fringe.pop()):
            if flow.target not in seen:
                seen.add(flow.target)
                fringe.append(flow.target)
    for id in graph.nodes.keys() - seen:
        yield id, "No flow leads here from a start event.", "Connect it, or remove it."


RULES = (ends, directions, one_way, conditions, joins, races, reached)
