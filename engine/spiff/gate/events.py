"""Rules about events: which kinds run where, and what each must say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from engine.spiff.drawing.diagram import Graph, Node
from engine.spiff.drawing.structure import beginnings, starting

Refusals = Iterator[tuple[str, str, str]]
WAITED_FOR = frozenset({"message", "timer", "signal", "conditional"})
THROWN = frozenset({"none", "message", "signal", "escalation", "compensate"})
ALLOWED: Mapping[str, frozenset[str]] = {
    "startEvent": frozenset({"none", "message", "timer", "signal"}),
    "event sub-process": WAITED_FOR | {"error", "escalation", "compensate"},
    "intermediateCatchEvent": WAITED_FOR | {"link"},
    "intermediateThrowEvent": THROWN | {"link"},
    "boundaryEvent": WAITED_FOR | {"error", "escalation", "compensate", "cancel"},
    "endEvent": THROWN | {"error", "terminate", "cancel"},
    "receiveTask": frozenset({"none", "message"}),
}
CATCHING = frozenset(ALLOWED) - {"intermediateThrowEvent", "endEvent"}
REMEDIES = {
    "none": "Say what it waits for: a message, a timer, a signal or a condition.",
    "link": "Draw it as an intermediate event.",
    "conditional": "No data can change before there is an instance: start it by a message.",
    "compensate": "Compensation is thrown, or caught on the boundary of an activity.",
    "cancel": "Use an end event inside a transaction, and a boundary event on it.",
}
INSIDE = ("subProcess", "callActivity", "transaction")


def kinds(graph: Graph) -> Refusals:
    """Only events that behave as the standard says."""
    for place, node in _events(graph):
        for kind in dict.fromkeys(event.kind for event in node.events or [node.event]):
            if kind not in ALLOWED[place]:
                sentence = f'An event of the kind "{kind}" cannot run here ({place}).'
                yield node.id, sentence, REMEDIES.get(kind, "Use another kind of event.")


def several_definitions(graph: Graph) -> Refusals:
    """Several definitions in one event: any of them when it catches, all when it throws."""
    for place, node in _events(graph):
        found = {event.kind for event in node.events}
        if len(node.events) > 1 and "link" in found:
            yield node.id, "A link stands with other definitions.", "Draw an event of its own."
        if node.parallel_multiple and len(node.events) > 1 and place in CATCHING:
            yield from _together(place, node, found)


def _together(place: str, node: Node, found: set[str]) -> Refusals:
    if place == "startEvent":
        sentence = "A start that needs several events would need an instance before it starts."
        yield node.id, sentence, "Start with one of them, and wait for the others."
    elif not found <= WAITED_FOR:
        sentence = "An error or escalation cannot be one of several events that are all needed."
        yield node.id, sentence, "Draw an event of its own for it."


def _events(graph: Graph) -> Iterator[tuple[str, Node]]:
    for node in graph.nodes.values():
        by_event = graph.by_event and node.type == "startEvent"
        if node.type in ALLOWED:
            yield "event sub-process" if by_event else node.type, node


def starts(graph: Graph) -> Refusals:
    """A process begins somewhere; at most one start event has no definition, or a given name."""
    found = starting(graph)
    if not beginnings(graph):
        sentence = "There is no start event, and no other place to begin."
        yield graph.id, sentence, "Draw a start event, and a flow from it."
    if sum(n.event.kind == "none" for n in found) > 1:
        yield graph.id, "There are several plain start events.", "Keep one."
    for (kind, name), times in Counter(_triggers(found)).items():
        if times > 1:
            sentence = f'Several start events wait for the {kind} "{name}".'
            yield graph.id, sentence, "Keep one, and draw a parallel gateway after it."
    for inner in (n for n in graph.nodes.values() if n.graph is not None):
        yield from _inner_starts(inner)


def _triggers(starts: list[Node]) -> Iterator[tuple[str, str | None]]:
    events = (event for node in starts for event in node.events)
    return ((event.kind, event.name) for event in events if event.kind in ("message", "signal"))


def _inner_starts(inner: Node) -> Refusals:
    assert inner.graph is not None
    found = [n for n in inner.graph.nodes.values() if n.type == "startEvent"]
    if len(found) > 1 or (inner.by_event and not found):
        sentence = "A sub-process has one start event, an event sub-process needs it."
        yield inner.id, sentence, "Draw exactly one start event."
    elif found and not inner.by_event and found[0].event.kind != "none":
        sentence = "An embedded sub-process is not started by an event."
        yield found[0].id, sentence, "Use a plain start event, or an event sub-process."


def names(graph: Graph) -> Refusals:
    """Messages and signals have names, thrown escalations codes, and conditions a text."""
    for node in graph.nodes.values():
        throws = node.type in ("endEvent", "intermediateThrowEvent")
        for event in node.events:
            if event.kind in ("message", "signal") and not event.name:
                sentence = f"The {event.kind} has no name."
                yield node.id, sentence, f"Choose a {event.kind} that has a name."
            if event.kind == "escalation" and throws and not event.name:
                yield node.id, "The escalation has no code.", "Choose one that has a code."
            if event.kind == "conditional" and not event.text:
                yield node.id, "The condition is empty.", "Write an expression: true or false."


def boundaries(graph: Graph) -> Refusals:
    """A boundary event sits on an activity that can do what it catches."""
    for node in graph.nodes.values():
        if node.type != "boundaryEvent":
            continue
        host = graph.nodes.get(node.attached_to or "")
        if host is None or "Gateway" in host.type or "Event" in host.type or host.by_event:
            yield node.id, "The boundary event sits on no activity.", "Attach it to an activity."
        elif {e.kind for e in node.events} == {"escalation"} and not _escalates(host):
            yield node.id, "Nothing escalates inside this activity.", "Attach it to a sub-process."


def _escalates(host: Node) -> bool:
    thrown = host.loop.throws if host.loop else ()
    throws = any(t.event is not None and t.event.kind == "escalation" for t in thrown)
    return throws or host.type in INSIDE


def error_interrupts(graph: Graph) -> Refusals:
    """What catches an error interrupts: the work it came from cannot go on."""
    for place, node in _events(graph):
        catches = place in ("boundaryEvent", "event sub-process")
        if catches and not node.interrupting and any(e.kind == "error" for e in node.events):
            yield node.id, "An error always interrupts.", "Make the event interrupting."


def event_subprocesses(graph: Graph) -> Refusals:
    """An event sub-process stands alone."""
    for node in graph.nodes.values():
        if node.by_event and (graph.incoming(node.id) or graph.outgoing(node.id) or node.loop):
            sentence = "An event sub-process has no flows and no loop."
            yield node.id, sentence, "Remove them: its start event says when it runs."


RULES = (
    kinds,
    several_definitions,
    starts,
    names,
    boundaries,
    error_interrupts,
    event_subprocesses,
)
