"""Rules about sequence flows and gateways."""

from __future__ import annotations

from collections.abc import Iterator

from engine.spiff.drawing.diagram import Flow, Graph, Node
from engine.spiff.drawing.structure import beginnings, starting, waits

Refusals = Iterator[tuple[str, str, str]]
CHOICES = ("exclusiveGateway", "inclusiveGateway")
UNASKED = ("parallelGateway", "eventBasedGateway")
GATEWAYS = (*CHOICES, *UNASKED, "complexGateway")
ON_IT = ("boundaryEvent", "startEvent")
MOST_QUANTITY = 1000


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


def conditions(graph: Graph) -> Refusals:
    """Conditions and a default belong on the flows of choosing gateways and of activities."""
    for node in graph.nodes.values():
        flows = graph.outgoing(node.id)
        if node.type in CHOICES:
            yield from _gateway(node, flows)
        elif node.type in UNASKED or "Event" in node.type:
            yield from _no_choice(node, flows)
        elif node.type not in GATEWAYS:
            yield from _activity(flows)
        yield from _default(node, flows)


def _no_choice(node: Node, flows: list[Flow]) -> Refusals:
    remedy = "Draw an exclusive or inclusive gateway there, and put the conditions on its flows."
    for flow in (f for f in flows if f.condition):
        sentence = f"The condition of a flow that leaves a {node.type} would never be asked."
        yield flow.id, sentence, remedy
    if node.default:
        yield node.id, f"A {node.type} has no default flow: it takes every flow.", remedy


def _activity(flows: list[Flow]) -> Refusals:
    if len(flows) == 1 and flows[0].condition:
        sentence = "The only flow that leaves an activity has a condition."
        yield (
            flows[0].id,
            sentence,
            "Draw the flow that is taken otherwise, or remove the condition.",
        )


def _gateway(node: Node, flows: list[Flow]) -> Refusals:
    for flow in flows:
        if len(flows) > 1 and flow.id != node.default and not flow.condition:
            sentence = "This flow of a gateway has no condition and is not the default."
            yield flow.id, sentence, "Give it a condition, or mark it as the default flow."


def _default(node: Node, flows: list[Flow]) -> Refusals:
    if node.default and node.default not in [f.id for f in flows]:
        yield node.id, "Its default flow does not leave this element.", "Choose the default again."
    for flow in flows:
        if flow.id == node.default and flow.condition:
            sentence = "The default flow has a condition, which would never be asked."
            yield flow.id, sentence, "Remove the condition, or make another flow the default."


def gateways(graph: Graph) -> Refusals:
    """A gateway leads somewhere, and a complex one says when it goes on."""
    for node in graph.nodes.values():
        if node.type in GATEWAYS and not graph.outgoing(node.id):
            yield node.id, "No flow leaves this gateway.", "Draw where it goes on."
        several = len(graph.incoming(node.id)) > 1
        if node.type == "complexGateway" and several and not node.activation:
            remedy = "Give an activationCondition, for example activationCount >= 2."
            yield node.id, "The complex gateway does not say when it goes on.", remedy


def quantities(graph: Graph) -> Refusals:
    """The numbers of tokens that start an activity, and that leave it, are numbers from 1."""
    for node in graph.nodes.values():
        for name, number in (("startQuantity", node.takes), ("completionQuantity", node.gives)):
            if not 1 <= number <= MOST_QUANTITY:
                sentence = f"The {name} is not a whole number from 1 to {MOST_QUANTITY}."
                yield node.id, sentence, "Remove it, or give it such a number; 1 is usual."


def reached(graph: Graph) -> Refusals:
    """Every node can be reached."""
    if any(f.source not in graph.nodes or f.target not in graph.nodes for f in graph.flows):
        return
    fringe = [n.id for n in graph.nodes.values() if waits(n)] + [n.id for n in starting(graph)]
    fringe += beginnings(graph)
    seen = set(fringe)
    while fringe:
        for flow in graph.outgoing(fringe.pop()):
            if flow.target not in seen:
                seen.add(flow.target)
                fringe.append(flow.target)
    for id in graph.nodes.keys() - seen - {""}:
        yield id, "No flow leads here from a start event.", "Connect it, or remove it."


RULES = (ends, directions, conditions, gateways, quantities, reached)
