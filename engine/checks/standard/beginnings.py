"""Beginnings and ends: every path starts somewhere and leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.standard.elements import (
    FLOW_NODES,
    Element,
    Elements,
    by_event,
    children,
    kind,
)
from engine.checks.standard.rule import Broken, rule

LEVELS = ("process", "subProcess", "transaction", "choreography", "subChoreography")


@rule("start-event-entered", also=("flows-directions",))
def start_entered(found: Elements) -> Broken:
    """Nothing leads to a start event."""
    for event in found.of("startEvent"):
        if found.entering(event) or children(event, "incoming"):
            yield event, "A flow leads to a start event.", "Lead it to the element after it."


@rule("end-event-left", also=("flows-directions",))
def end_left(found: Elements) -> Broken:
    """Nothing follows an end event."""
    for event in found.of("endEvent"):
        if found.leaving(event) or children(event, "outgoing"):
            yield event, "A flow leaves an end event.", "Use an intermediate event."


@rule("start-event-alone")
def start_alone(found: Elements) -> Broken:
    """A start event leads somewhere."""
    for event in found.of("startEvent"):
        if not found.leaving(event):
            yield event, "No flow leaves the start event.", "Draw what comes first."


@rule("end-event-alone", also=("flows-reached",))
def end_alone(found: Elements) -> Broken:
    """An end event is reached from somewhere."""
    for event in found.of("endEvent"):
        if not found.entering(event):
            yield event, "No flow leads to the end event.", "Connect it, or remove it."


@rule("start-without-end")
def start_without_end(found: Elements) -> Broken:
    """Where there is a start event there is an end event."""
    for level in found.of(*LEVELS):
        starts = children(level, "startEvent")
        if starts and not children(level, "endEvent"):
            sentence = "There is a start event, but no end event beside it."
            yield starts[0], sentence, "Draw the end event."


@rule("end-without-start", also=("events-starts",))
def end_without_start(found: Elements) -> Broken:
    """Where there is an end event there is a start event."""
    for level in found.of(*LEVELS):
        ends = children(level, "endEvent")
        if ends and not children(level, "startEvent") and not any(_begins(c) for c in level):
            sentence = "There is an end event, but no start event beside it."
            yield ends[0], sentence, "Draw the start event."


def _begins(node: Element) -> bool:
    waits = kind(node) in ("receiveTask", "eventBasedGateway")
    return waits and node.get("instantiate") == "true"


@rule("node-unentered", also=("flows-reached",))
def unentered(found: Elements) -> Broken:
    """Beside a start event, everything else is reached by a flow."""
    for node in _nodes(found, "startEvent"):
        if not found.entering(node) and not _enters_itself(found, node):
            sentence = "No flow leads to this element, so nobody would ever reach it."
            yield node, sentence, "Connect it, or remove it."


@rule("node-unleft")
def unleft(found: Elements) -> Broken:
    """Beside an end event, everything else is followed by something."""
    for node in _nodes(found, "endEvent"):
        if not found.leaving(node) and not _leaves_itself(found, node):
            sentence = "No flow leaves this element, though the process has an end event."
            yield node, sentence, "Connect it to what comes next, or to an end event."


def _nodes(found: Elements, beside: str) -> Iterator[Element]:
    for level in found.of(*LEVELS):
        if children(level, beside):
            yield from (n for n in children(level, *FLOW_NODES) if _ordinary(n))


def _ordinary(node: Element) -> bool:
    return not by_event(node) and node.get("isForCompensation") != "true"


def _enters_itself(found: Elements, node: Element) -> bool:
    link = kind(node) == "intermediateCatchEvent" and "link" in found.kinds_of(node)
    other = kind(node) in ("startEvent", "boundaryEvent", "endEvent")
    return link or other or _begins(node)


def _leaves_itself(found: Elements, node: Element) -> bool:
    link = kind(node) == "intermediateThrowEvent" and "link" in found.kinds_of(node)
    return link or kind(node) in ("endEvent", "boundaryEvent", "startEvent")


@rule("intermediate-event-alone")
def intermediate_alone(found: Elements) -> Broken:
    """An intermediate event stands in a sequence flow, also where no start or end is drawn."""
    begun = {start.getparent() for start in found.of("startEvent")}
    ended = {end.getparent() for end in found.of("endEvent")}
    for event in found.of("intermediateThrowEvent", "intermediateCatchEvent"):
        level = event.getparent()
        entered = found.entering(event) or _enters_itself(found, event)
        left = found.leaving(event) or _leaves_itself(found, event)
        if not (entered or level in begun):
            yield event, "No flow leads to the intermediate event.", "Connect it, or remove it."
        if not (left or level in ended):
            yield event, "No flow leaves the intermediate event.", "Draw what comes next."


RULES = (
    *(start_entered, end_left, start_alone, end_alone, start_without_end, end_without_start),
    *(unentered, unleft, intermediate_alone),
)
