"""Gateways: what they split and join, and what may follow an event-based one."""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.standard.elements import GATEWAYS, Element, Elements, child, kind, words
from engine.checks.standard.rule import Broken, rule

AWAITED = {"message", "signal", "timer", "conditional"}


@rule("gateway-direction")
def direction(found: Elements) -> Broken:
    """A gateway does what its direction says."""
    for node in found.of(*GATEWAYS):
        way = node.get("gatewayDirection", "Unspecified")
        many_in, many_out = len(found.entering(node)) > 1, len(found.leaving(node)) > 1
        sentence = f"The gateway is marked {way}, but its flows say otherwise."
        wrong = {
            "Converging": many_out,
            "Diverging": many_in,
            "Mixed": not (many_in and many_out),
        }
        if wrong.get(way):
            yield node, sentence, "Remove gatewayDirection, or draw the flows it promises."


@rule("gateway-without-choice", also=("flows-gateways",))
def pointless(found: Elements) -> Broken:
    """A gateway splits or joins: several flows lead to it, or several leave it."""
    for node in found.of(*GATEWAYS):
        flows = max(len(found.entering(node)), len(found.leaving(node)))
        if flows < 2 and kind(node) != "eventBasedGateway":
            sentence = "The gateway neither splits nor joins anything."
            yield node, sentence, "Draw the second flow, or remove the gateway."


@rule("choice-without-default", "advice")
def no_default(found: Elements) -> Broken:
    """When no condition is true, the instance is held up: a default flow says what happens then."""
    for node in found.of("exclusiveGateway", "inclusiveGateway"):
        flows = found.leaving(node)
        always = any(words(child(f, "conditionExpression")) == "true" for f in flows)
        if len(flows) > 1 and not node.get("default") and not always:
            sentence = "No flow is the default: if no condition is true, the instance stops here."
            yield node, sentence, "Mark the flow that is taken otherwise as the default."


@rule("event-gateway-one-way", also=("races",))
def one_way(found: Elements) -> Broken:
    """An event-based gateway lets at least two events race."""
    for node in found.of("eventBasedGateway"):
        if len(found.leaving(node)) < 2:
            sentence = "Fewer than two events follow the event-based gateway."
            yield node, sentence, "Draw the second event, or remove the gateway."


def _raced(found: Elements) -> Iterator[tuple[Element, Element, Element]]:
    """Every event-based gateway, a flow out of it, and what the flow leads to."""
    for node in found.of("eventBasedGateway"):
        for flow in found.leaving(node):
            target = found.get(flow.get("targetRef"))
            if target is not None:
                yield node, flow, target


@rule("event-gateway-target", also=("races-events",))
def target(found: Elements) -> Broken:
    """Behind an event-based gateway stands something that is waited for."""
    for _, _, node in _raced(found):
        catching = kind(node) == "intermediateCatchEvent" and bool(found.kinds_of(node))
        if kind(node) == "receiveTask" or (catching and set(found.kinds_of(node)) <= AWAITED):
            continue
        sentence = "It stands behind an event-based gateway, and does not wait for anything."
        remedy = "Draw a receive task there, or a message, signal, timer or conditional event."
        yield node, sentence, remedy


@rule("event-gateway-mixed", also=("races-events",))
def mixed(found: Elements) -> Broken:
    """An event-based gateway waits for messages by events or by receive tasks, not by both."""
    for node in found.of("eventBasedGateway"):
        nodes = [n for gateway, _, n in _raced(found) if gateway is node]
        tasks = any(kind(n) == "receiveTask" for n in nodes)
        if tasks and any(kind(n) != "receiveTask" and _message(found, n) for n in nodes):
            sentence = "Receive tasks and message events follow the same event-based gateway."
            yield node, sentence, "Use only the one or the other."


def _message(found: Elements, node: Element) -> bool:
    return "message" in found.kinds_of(node)


@rule("event-gateway-boundary", also=("races-events",))
def with_boundary(found: Elements) -> Broken:
    """A receive task in a race has no events of its own."""
    hosts = {b.get("attachedToRef") for b in found.of("boundaryEvent")}
    for _, _, node in _raced(found):
        if kind(node) == "receiveTask" and node.get("id") in hosts:
            sentence = "A receive task behind an event-based gateway has a boundary event."
            yield node, sentence, "Draw that event behind the gateway too."


@rule("event-gateway-shared-target", also=("races-events",))
def shared_target(found: Elements) -> Broken:
    """What races at a gateway is reached from this gateway only."""
    for _, _, node in _raced(found):
        if len(found.entering(node)) > 1:
            sentence = "Another flow leads to this event behind an event-based gateway."
            yield node, sentence, "Draw a second event for the other flow."


@rule("event-gateway-entered", also=("races",))
def entered(found: Elements) -> Broken:
    """A gateway that starts the process is not in the middle of it."""
    for node in found.of("eventBasedGateway"):
        if node.get("instantiate") == "true" and found.entering(node):
            sentence = "A flow leads to an event-based gateway that starts the process."
            yield node, sentence, 'Remove the flow, or instantiate="true".'


RULES = (
    *(direction, pointless, no_default, one_way, target, mixed, with_boundary),
    *(shared_target, entered),
)
