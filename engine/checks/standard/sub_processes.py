"""Sub-processes: what may and must be inside."""

from __future__ import annotations

from engine.checks.standard.elements import (
    ACTIVITIES,
    CHOREOGRAPHY,
    SUB_PROCESSES,
    Elements,
    by_event,
    children,
    kind,
)
from engine.checks.standard.rule import Broken, rule
from engine.spiff.drawing.xml import whole_number


@rule("event-sub-process-starts", also=("events-starts",))
def one_start(found: Elements) -> Broken:
    """An event sub-process has exactly one start event."""
    for node in found.of("subProcess"):
        if by_event(node) and len(children(node, "startEvent")) != 1:
            sentence = "An event sub-process needs exactly one start event."
            yield node, sentence, "Draw one start event inside."


@rule("ad-hoc-empty", also=("events-starts",))
def ad_hoc_empty(found: Elements) -> Broken:
    """An ad-hoc sub-process holds the activities to choose from."""
    for node in found.of("adHocSubProcess"):
        if not children(node, *ACTIVITIES):
            sentence = "The ad-hoc sub-process holds no activity."
            yield node, sentence, "Draw the activities to choose from."


@rule("ad-hoc-start-or-end")
def ad_hoc_events(found: Elements) -> Broken:
    """What may be done in any order has neither a start nor an end event."""
    for node in found.of("adHocSubProcess"):
        if children(node, "startEvent", "endEvent"):
            sentence = "An ad-hoc sub-process has no start or end events."
            yield node, sentence, "Remove them, or draw an ordinary sub-process."


@rule("choreography-in-process")
def choreography(found: Elements) -> Broken:
    """Choreography activities belong to choreographies."""
    for node in found.of(*CHOREOGRAPHY):
        level = node.getparent()
        if kind(level) in ("process", *SUB_PROCESSES):
            sentence = f"The {kind(level)} holds a choreography activity."
            yield level, sentence, "Use activities and messages."


@rule("sub-process-data")
def data(found: Elements) -> Broken:
    """A sub-process works with the data around it, and declares no inputs of its own."""
    for node in found.of(*SUB_PROCESSES):
        if children(node, "ioSpecification"):
            sentence = "A sub-process declares inputs or outputs of its own."
            yield node, sentence, "Remove the ioSpecification: it uses the data around it."


@rule("receive-task-entered", also=("activities-messages",))
def receiving_start(found: Elements) -> Broken:
    """A receive task that starts the process is not in the middle of it."""
    for node in found.of("receiveTask"):
        entered = found.entering(node) or children(node, "incoming")
        if node.get("instantiate") == "true" and entered:
            sentence = "A flow leads to a receive task that starts the process."
            yield node, sentence, 'Remove the flow, or instantiate="true".'


@rule("quantity-too-small", also=("flows-quantities", "schema"))
def quantities(found: Elements) -> Broken:
    """An activity takes and gives at least one token."""
    for node in found.of(*ACTIVITIES):
        for name in ("startQuantity", "completionQuantity"):
            given = whole_number(node.get(name, "1").strip().removeprefix("+"))
            if given is None or given < 1:
                yield node, f"The {name} is no whole number from 1.", "Remove it."


RULES = (one_start, ad_hoc_empty, ad_hoc_events, choreography, data, receiving_start, quantities)
