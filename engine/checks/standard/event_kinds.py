"""Which kinds of event may stand where."""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.standard.elements import (
    ACTIVITIES,
    SUB_PROCESSES,
    Element,
    Elements,
    by_event,
    children,
    kind,
    local,
    words,
)
from engine.checks.standard.rule import Broken, rule

OUTSIDE = {"message", "timer", "conditional", "signal"}
INSIDE = {*OUTSIDE, "error", "escalation", "compensate"}
THROWN = {"message", "escalation", "compensate", "signal"}
CAUGHT = {*OUTSIDE, "link"}
ENDING = {*THROWN, "error", "cancel", "terminate"}
BOUNDARY = {*INSIDE, "cancel"}
INTERRUPTING = {"error", "cancel", "compensate"}


def _others(found: Elements, event: Element, allowed: set[str]) -> Iterator[tuple[str, str]]:
    for what in dict.fromkeys(found.kinds_of(event)):
        if what not in allowed:
            yield f"A {what} definition cannot stand in this event.", _one_of(allowed)


def _of_these(
    found: Elements, event: Element, allowed: set[str], unsaid: str
) -> Iterator[tuple[str, str]]:
    if not found.kinds_of(event):
        yield unsaid, _one_of(allowed)
    yield from _others(found, event, allowed)


def _one_of(allowed: set[str]) -> str:
    return f"Use one of: {', '.join(sorted(allowed))}."


@rule("start-event-kind", also=("events-kinds",))
def start(found: Elements) -> Broken:
    """A process starts plainly, or on what reaches it from outside."""
    for event in found.of("startEvent"):
        if kind(event.getparent()) == "process":
            yield from ((event, *other) for other in _others(found, event, OUTSIDE))


@rule("sub-process-start-kind", also=("events-starts",))
def sub_process_start(found: Elements) -> Broken:
    """An embedded sub-process is started by the flow that leads to it."""
    for event in found.of("startEvent"):
        level = event.getparent()
        if kind(level) in SUB_PROCESSES and not by_event(level) and found.kinds_of(event):
            sentence = "An embedded sub-process is not started by an event."
            yield event, sentence, "Use a plain start event, or an event sub-process."


@rule("event-sub-process-start-kind", also=("events-kinds",))
def event_start(found: Elements) -> Broken:
    """An event sub-process is started by an event, of a kind that can happen meanwhile."""
    for event in found.of("startEvent"):
        if not by_event(event.getparent()):
            continue
        unsaid = "The start event of an event sub-process does not say what starts it."
        yield from ((event, *told) for told in _of_these(found, event, INSIDE, unsaid))


@rule(
    "event-sub-process-must-interrupt",
    also=("events-error-interrupts", "compensation-subprocesses"),
)
def must_interrupt(found: Elements) -> Broken:
    """What an error or a compensation starts cannot go on beside the rest."""
    for event in found.of("startEvent"):
        kinds = {"error", "compensate"} & set(found.kinds_of(event))
        if by_event(event.getparent()) and event.get("isInterrupting") == "false" and kinds:
            sentence = f"A start by {' or '.join(sorted(kinds))} always interrupts."
            yield event, sentence, "Make the start event interrupting."


@rule("end-event-kind", also=("events-kinds", "link-flows"))
def end(found: Elements) -> Broken:
    """An end event throws; it cannot wait."""
    for event in found.of("endEvent"):
        yield from ((event, *other) for other in _others(found, event, ENDING))


@rule("catch-event-kind", also=("events-kinds",))
def catch(found: Elements) -> Broken:
    """An intermediate event catches what can happen while the process waits."""
    for event in found.of("intermediateCatchEvent"):
        unsaid = "The catching event does not say what it waits for."
        yield from ((event, *told) for told in _of_these(found, event, CAUGHT, unsaid))


@rule("throw-event-kind", also=("events-kinds",))
def throw(found: Elements) -> Broken:
    """An intermediate event throws what lets the process go on afterwards."""
    for event in found.of("intermediateThrowEvent"):
        yield from ((event, *other) for other in _others(found, event, {*THROWN, "link"}))


@rule("boundary-event-kind", also=("events-kinds",))
def boundary(found: Elements) -> Broken:
    """An event on an activity says what it catches."""
    for event in found.of("boundaryEvent"):
        unsaid = "The boundary event does not say what it catches."
        yield from ((event, *told) for told in _of_these(found, event, BOUNDARY, unsaid))


@rule("boundary-must-interrupt", also=("events-error-interrupts", "compensation-cancel-events"))
def boundary_interrupts(found: Elements) -> Broken:
    """After an error, a cancellation or a compensation the activity cannot simply go on."""
    for event in found.of("boundaryEvent"):
        kinds = INTERRUPTING & set(found.kinds_of(event))
        if event.get("cancelActivity") == "false" and kinds:
            sentence = f"A boundary event for {' or '.join(sorted(kinds))} always interrupts."
            yield event, sentence, 'Remove cancelActivity="false".'


@rule("event-definition-shared")
def shared(found: Elements) -> Broken:
    """What one event throws is its own; no other event refers to it."""
    used = {local(words(r)) for r in found.of("eventDefinitionRef")}
    for event in found.of("endEvent", "intermediateThrowEvent"):
        for own in (c for c in event if kind(c).endswith("EventDefinition")):
            if own.get("id") in used:
                sentence = "Another event refers to the definition inside this one."
                yield own, sentence, "Move the definition out of the event, beside the processes."


@rule("call-needs-plain-start")
def plain_start(found: Elements) -> Broken:
    """A process that is called begins at a plain start event."""
    called = {local(c.get("calledElement", "")) for c in found.of("callActivity")}
    for process in found.of("process"):
        starts = children(process, "startEvent")
        if process.get("id") in called and starts and all(map(found.kinds_of, starts)):
            sentence = "It is called by another process, but has no plain start event."
            yield process, sentence, "Draw a start event without a definition."


@rule("cancel-outside-transaction", also=("events-kinds", "compensation-cancel-events"))
def cancel(found: Elements) -> Broken:
    """Only a transaction can be cancelled."""
    for event in found.of("endEvent", "boundaryEvent"):
        place = _place(found, event)
        wrong = place is not None and kind(place) != "transaction"
        if "cancel" in found.kinds_of(event) and wrong:
            sentence = "A cancel event stands outside a transaction."
            yield event, sentence, "Use a transaction, or an error event."


def _place(found: Elements, event: Element) -> Element | None:
    on = found.get(event.get("attachedToRef"))
    if kind(event) == "boundaryEvent":
        return on if on is not None and kind(on) in ACTIVITIES else None
    return next((a for a in event.iterancestors() if kind(a) in ("transaction", "process")), None)


RULES = (
    *(start, sub_process_start, event_start, must_interrupt, end, catch, throw, boundary),
    *(boundary_interrupts, shared, plain_start, cancel),
)
