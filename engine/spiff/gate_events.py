"""Rules about events: which kinds run where, and what each must say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from engine.spiff import periods
from engine.spiff.diagram import Graph, Node

Refusals = Iterator[tuple[str, str, str]]
ALLOWED: Mapping[str, frozenset[str]] = {
    "startEvent": frozenset({"none", "message", "timer"}),
    "event sub-process": frozenset({"message", "timer", "error", "escalation"}),
    "intermediateCatchEvent": frozenset({"message", "timer"}),
    "intermediateThrowEvent": frozenset({"none", "message", "escalation"}),
    "boundaryEvent": frozenset({"message", "timer", "error", "escalation"}),
    "endEvent": frozenset({"none", "message", "error", "escalation", "terminate"}),
    "receiveTask": frozenset({"none", "message"}),
}
REMEDIES = {
    "link": "Draw the sequence flow through.",
    "signal": "Use a message to each process concerned.",
    "conditional": "Use an exclusive gateway where the value becomes known.",
    "compensate": "Draw the activities that undo the work.",
    "cancel": "Use an error event.",
}
INSIDE = ("subProcess", "callActivity")
LOOKS_ISO = re.compile(r"P\d|PT\d|R\d*/|\d{4}-\d{2}-\d{2}")


def kinds(graph: Graph) -> Refusals:
    """Only events that behave as the standard says, and one definition each."""
    for place, node in _events(graph):
        if len(node.events) > 1:
            yield node.id, "The event has several definitions.", "Draw one event for each."
        elif node.event.kind not in ALLOWED[place]:
            sentence = f'An event of the kind "{node.event.kind}" cannot run here ({place}).'
            yield node.id, sentence, REMEDIES.get(node.event.kind, "Use another kind of event.")


def _events(graph: Graph) -> Iterator[tuple[str, Node]]:
    for node in graph.nodes.values():
        by_event = graph.by_event and node.type == "startEvent"
        if node.type in ALLOWED:
            yield "event sub-process" if by_event else node.type, node


def starts(graph: Graph) -> Refusals:
    """A process has a start event, at most one of them without a definition."""
    found = [n for n in graph.nodes.values() if n.type == "startEvent"]
    if not found:
        yield graph.id, "There is no start event.", "Draw one, and a flow from it."
    if sum(n.event.kind == "none" for n in found) > 1:
        yield graph.id, "There are several plain start events.", "Keep one."
    for inner in (n for n in graph.nodes.values() if n.graph is not None):
        yield from _inner_starts(inner)


def _inner_starts(inner: Node) -> Refusals:
    assert inner.graph is not None
    found = [n for n in inner.graph.nodes.values() if n.type == "startEvent"]
    if len(found) != 1:
        yield inner.id, "A sub-process needs exactly one start event.", "Draw one start event."
    elif not inner.by_event and found[0].event.kind != "none":
        sentence = "An embedded sub-process is not started by an event."
        yield found[0].id, sentence, "Use a plain start event, or an event sub-process."


def names(graph: Graph) -> Refusals:
    """Messages have names; error and escalation references lead to a code."""
    for node in graph.nodes.values():
        event = node.event
        if event.kind == "message" and not event.name:
            yield node.id, "The message has no name.", "Choose a message that has a name."
        definition = node.xml.find(f"{{*}}{event.kind}EventDefinition")
        reference = definition is not None and definition.get(f"{event.kind}Ref")
        throws = node.type in ("endEvent", "intermediateThrowEvent")
        if event.kind in ("error", "escalation") and not event.name and (throws or reference):
            yield node.id, f"The {event.kind} has no code.", "Choose one that has a code."


def timers(graph: Graph) -> Refusals:
    """Timers say when, in text that can be read; only a boundary that stays repeats."""
    for node in graph.nodes.values():
        event = node.event
        if event.kind != "timer":
            continue
        if not event.text:
            yield node.id, "The timer does not say when.", "Give a date, a duration or a cycle."
        elif event.timer == "timeCycle" and not _repeats(node):
            sentence = "A repeating timer would not repeat here."
            yield node.id, sentence, "Use a duration, or a boundary event that does not interrupt."
        else:
            yield from _literal(node)


def _repeats(node: Node) -> bool:
    return node.type == "startEvent" or (node.type == "boundaryEvent" and not node.interrupting)


def _literal(node: Node) -> Refusals:
    text, kind = node.event.text or "", node.event.timer
    if not (periods.is_literal(text) or LOOKS_ISO.match(text)):
        return
    try:
        if kind == "timeDuration":
            periods.period(text)
        elif kind == "timeDate":
            periods.instant(text, periods.UTC_ZONE)
        else:
            periods.cycle(text, periods.UTC_ZONE)
    except periods.TimerRefused as error:
        yield node.id, str(error), "Write for example PT1H, P10D, R3/P14D or 2026-12-01T09:00:00Z."


def boundaries(graph: Graph) -> Refusals:
    """A boundary event sits on an activity that can do what it catches."""
    for node in graph.nodes.values():
        if node.type != "boundaryEvent":
            continue
        host = graph.nodes.get(node.attached_to or "")
        if host is None or "Gateway" in host.type or "Event" in host.type or host.by_event:
            yield node.id, "The boundary event sits on no activity.", "Attach it to an activity."
        elif node.event.kind == "error" and not node.interrupting:
            yield node.id, "An error always interrupts.", "Make the event interrupting."
        elif node.event.kind == "escalation" and host.type not in INSIDE:
            yield node.id, "Nothing escalates inside this activity.", "Attach it to a sub-process."


def event_subprocesses(graph: Graph) -> Refusals:
    """An event sub-process stands alone."""
    for node in graph.nodes.values():
        if node.by_event and (graph.incoming(node.id) or graph.outgoing(node.id) or node.loop):
            sentence = "An event sub-process has no flows and no loop."
            yield node.id, sentence, "Remove them: its start event says when it runs."


RULES = (kinds, starts, names, timers, boundaries, event_subprocesses)
