"""What is set at an element: its name, its properties, timer and condition."""

from __future__ import annotations

from lxml import etree

from engine.editing.diagrams.document import Document, Xml, local
from engine.editing.diagrams.errors import EditRefused
from engine.editing.diagrams.writing import append, insert, remove
from engine.spiff.drawing.xml import BPMN, SPIFF

TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
TIMERS = ("timeDate", "timeDuration", "timeCycle")
# Events on an edge after which a step cannot go on.
ALWAYS_STOP = ("error", "cancel", "compensate")
NS = {"spiffworkflow": SPIFF.strip("{}")}


def rename(document: Document, id: str, name: str) -> None:
    """Raises EditRefused for a name of nothing but spaces."""
    if not name.strip():
        raise EditRefused("A step without a name says nothing.", "Give it a name.")
    document.element(id).set("name", name.strip())


def set_property(document: Document, id: str, name: str, value: str | None) -> None:
    """Set one of our properties; None takes it away."""
    node = document.element(id)
    found = [p for p in node.iter(f"{SPIFF}property") if _own(p, node) and p.get("name") == name]
    if value is None:
        for old in found:
            remove(old)
    elif found:
        found[0].set("value", value)
    else:
        new = etree.Element(f"{SPIFF}property", name=name, value=value)
        append(_group(node), new)


def set_timer(document: Document, id: str, kind: str, text: str) -> None:
    """When an event happens: `kind` is one of TIMERS, `text` FEEL or ISO 8601.

    An event that waits for nothing yet becomes a timer. Raises EditRefused for any other element.
    """
    if kind not in TIMERS or not text.strip():
        raise EditRefused("A timer needs a date, a duration or a repetition.", "Say when.")
    definition = _timer(document, document.element(id))
    for old in [c for c in definition if isinstance(c.tag, str) and local(c) in TIMERS]:
        if local(old) == kind:
            old.text = text.strip()
            return
        remove(old)
    new = etree.Element(f"{BPMN}{kind}", {TYPE: _formal(document)})
    new.text = text.strip()
    append(definition, new)


def set_stops(document: Document, id: str, stops: bool) -> None:
    """Whether the step ends when the event on its edge happens, or goes on beside it."""
    node = document.element(id)
    if local(node) != "boundaryEvent":
        raise EditRefused("It does not happen meanwhile.", "Choose an event on a step’s edge.")
    kinds = {local(c).removesuffix("EventDefinition") for c in node if isinstance(c.tag, str)}
    if not stops and kinds & set(ALWAYS_STOP):
        raise EditRefused("A step that fails is over.", "Let it stop the step.")
    node.set("cancelActivity", "true" if stops else "false")


def set_condition(document: Document, flow_id: str, text: str | None) -> None:
    """When a flow is taken; None or nothing takes the condition away."""
    flow = document.element(flow_id)
    if local(flow) != "sequenceFlow":
        raise EditRefused("Only a way from one step to another has a condition.", "Choose one.")
    old = flow.find(f"{BPMN}conditionExpression")
    if not (text or "").strip():
        return remove(old) if old is not None else None
    if old is None:
        old = etree.Element(f"{BPMN}conditionExpression", {TYPE: _formal(document)})
        append(flow, old)
    old.text = str(text).strip()
    return None


def set_default(document: Document, flow_id: str) -> None:
    """The way that is taken otherwise; it keeps no condition."""
    flow = document.element(flow_id)
    set_condition(document, flow_id, None)
    document.element(str(flow.get("sourceRef"))).set("default", flow_id)


def _timer(document: Document, node: Xml) -> Xml:
    definitions = [c for c in node if isinstance(c.tag, str) and "EventDefinition" in local(c)]
    timers = [d for d in definitions if local(d) == "timerEventDefinition"]
    if timers:
        return timers[0]
    if definitions or local(node) not in ("intermediateCatchEvent", "boundaryEvent", "startEvent"):
        raise EditRefused("It does not wait for a time.", "Choose an event with a clock.")
    new = etree.Element(
        f"{BPMN}timerEventDefinition", id=document.new_id(str(node.get("id")), "timer")
    )
    append(node, new)
    return new


def extensions(node: Xml) -> Xml:
    """What the standard leaves to tools like us; made where there is none."""
    held = node.find(f"{BPMN}extensionElements")
    if held is None:
        held = etree.Element(f"{BPMN}extensionElements")
        insert(node, held, ("documentation",))
    return held


def _group(node: Xml) -> Xml:
    """The element that holds our properties; made where there is none."""
    held = extensions(node)
    group = held.find(f"{SPIFF}properties")
    if group is None:
        group = etree.Element(f"{SPIFF}properties", nsmap=NS)
        append(held, group)
    return group


def _own(found: Xml, node: Xml) -> bool:
    """Whether a property is the element's, not one of an element inside it."""
    extensions = node.find(f"{BPMN}extensionElements")
    return extensions is not None and extensions in list(found.iterancestors())


def _formal(document: Document) -> str:
    """The type of an expression, with the prefix this file gives BPMN."""
    names = {uri: prefix for prefix, uri in document.root.nsmap.items()}
    prefix = names.get(BPMN.strip("{}"))
    return f"{prefix}:tFormalExpression" if prefix else "tFormalExpression"
