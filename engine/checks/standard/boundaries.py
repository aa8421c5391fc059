"""Events on the edge of an activity, and compensation that hangs on them."""

from __future__ import annotations

from engine.checks.standard.elements import (
    ACTIVITIES,
    Element,
    Elements,
    by_event,
    kind,
)
from engine.checks.standard.rule import Broken, rule


@rule("boundary-event-entered", also=("flows-directions",))
def entered(found: Elements) -> Broken:
    """Nothing leads to a boundary event but the event itself."""
    for event in found.of("boundaryEvent"):
        if found.entering(event):
            sentence = "A flow leads to the boundary event."
            yield event, sentence, "Lead it to the activity, or to what follows the event."


@rule("boundary-event-alone")
def alone(found: Elements) -> Broken:
    """A boundary event leads somewhere; compensation is joined by an association instead."""
    for event in found.of("boundaryEvent"):
        if not found.leaving(event) and "compensate" not in found.kinds_of(event):
            yield event, "No flow leaves the boundary event.", "Draw what happens then."


@rule("boundary-event-host", also=("events-boundaries", "reference-wrong-kind"))
def host(found: Elements) -> Broken:
    """A boundary event sits on an activity beside it."""
    for event in found.of("boundaryEvent"):
        on = found.get(event.get("attachedToRef"))
        if on is None and event.get("attachedToRef"):
            continue
        activity = on is not None and kind(on) in ACTIVITIES and not by_event(on)
        if on is None or not activity or on.getparent() is not event.getparent():
            sentence = "The boundary event sits on no activity of its level."
            yield event, sentence, "Attach it to an activity beside it."


@rule("compensation-event-left", also=("compensation-events",))
def left(found: Elements) -> Broken:
    """Compensation runs backwards: no sequence flow leaves its boundary event."""
    for event in found.of("boundaryEvent"):
        if found.leaving(event) and "compensate" in found.kinds_of(event):
            sentence = "A sequence flow leaves a compensation event."
            yield event, sentence, "Draw an association to the activity that undoes the work."


@rule("compensation-event-unjoined", also=("compensation-events",))
def unjoined(found: Elements) -> Broken:
    """A compensation event says which activity undoes the work."""
    for event in found.of("boundaryEvent"):
        if "compensate" not in found.kinds_of(event):
            continue
        handlers = _handlers(found, event)
        if not handlers:
            sentence = "No association leads from the compensation event to an activity."
            yield event, sentence, "Draw one to the activity that undoes the work."
        elif any(h.get("isForCompensation") != "true" for h in handlers):
            sentence = "The activity that undoes the work is not marked as compensation."
            yield event, sentence, 'Give it isForCompensation="true".'


def _handlers(found: Elements, event: Element) -> list[Element]:
    ends = [a.get("targetRef") for a in _associations(found, event)]
    return [h for h in map(found.get, ends) if h is not None and kind(h) in ACTIVITIES]


def _associations(found: Elements, event: Element) -> list[Element]:
    return [a for a in found.of("association") if found.get(a.get("sourceRef")) is event]


@rule("compensation-activity-in-flow", also=("compensation-handlers",))
def in_flow(found: Elements) -> Broken:
    """An activity that undoes work is not part of the ordinary way."""
    for node in found.of(*ACTIVITIES):
        flows = found.entering(node) or found.leaving(node)
        if node.get("isForCompensation") == "true" and flows:
            sentence = "A sequence flow is connected to an activity for compensation."
            yield node, sentence, "Remove the flow; join it by an association to its event."


RULES = (entered, alone, host, left, unjoined, in_flow)
