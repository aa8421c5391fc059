"""Settings by which tokens go: what is repeated, what is called, which message is meant."""

from __future__ import annotations

from lxml import etree

from engine.vendors import values
from engine.vendors.changes import Attribute, LoopPart, Property
from engine.vendors.finding import Setting, kind
from engine.vendors.tools import BPMN
from engine.vendors.verdicts import NOTHING, Verdict, same, spare

CATCHING = ("intermediateCatchEvent", "boundaryEvent", "receiveTask", "startEvent")
SPREAD = (
    "The called process sees all variables here, and what it writes is the caller's too. Name what "
    "it is given in the property variables, and let it write nothing that the caller does not want."
)


def collection(setting: Setting) -> Verdict | None:
    """The list a multi-instance activity runs over."""
    feel = values.variable(setting.value)
    if feel is None:
        return None
    does = f"{setting.title} says what it runs over, and is not read here."
    return same("course", does, LoopPart(setting.holder, "loopDataInputRef", feel))


def item(setting: Setting) -> Verdict | None:
    """The variable that holds the item."""
    name = values.variable(setting.value)
    if name is None:
        return None
    does = f"{setting.title} names the variable of each instance, and is not read here."
    return same("course", does, LoopPart(setting.holder, "inputDataItem", name))


LOOP = {
    "inputCollection": "loopDataInputRef",
    "outputCollection": "loopDataOutputRef",
    "inputElement": "inputDataItem",
    "outputElement": "outputDataItem",
}


def loop(setting: Setting) -> Verdict | None:
    """Camunda 8's loops, where every part of them has a place in BPMN's."""
    changes = []
    for name, part in LOOP.items():
        written = str(setting.place.get(name, ""))
        if written:
            feel = (
                values.expression(written)
                if name == "inputCollection"
                else values.variable(written)
            )
            if not feel:
                return None
            changes.append(LoopPart(setting.holder, part, feel))
    does = f"{setting.title} says what it runs over and what it keeps, and is not read here."
    return same("course", does, *changes) if changes else None


def called(setting: Setting) -> Verdict | None:
    """The called process, where its variables are shared as they are here."""
    place, name = setting.place, str(setting.place.get("processId", ""))
    shared = "false" not in (
        place.get("propagateAllChildVariables"),
        place.get("propagateAllParentVariables"),
    )
    does = f"{setting.title} says what is called, and is not read here."
    if not name or values.is_worked_out(name) or place.get("bindingType") == "versionTag":
        return None
    if not shared:
        return Verdict("course", does, f'Give it calledElement="{name}". {SPREAD}')
    return same("course", does, Attribute(setting.holder, "calledElement", name))


def passed(setting: Setting) -> Verdict | None:
    """All variables go into a call, and out of it, by themselves; some go by name."""
    if kind(setting.holder) != "callActivity":
        return None
    place, source = setting.place, _source(setting.place)
    if place.get("variables") == "all" and "local" not in place.attrib:
        return spare(
            f"{setting.title} shares all variables, as every call does here.", "Remove it."
        )
    target = place.get("target")
    if not (source and target):
        return None
    does = f"{setting.title} hands on {target}, and is not read here."
    if setting.key == "in":
        return Verdict(
            "work", does, f"Write {target}: {source} in the property variables. {SPREAD}"
        )
    remedy = (
        f"Remove it where both are called alike; else set {target} to {source} behind the call."
    )
    return Verdict("work", does, remedy)


def _source(place: etree._Element) -> str | None:
    given = str(place.get("source") or place.get("sourceExpression") or "")
    return values.expression(given) if values.is_worked_out(given) else given or None


def subscription(setting: Setting) -> Verdict | None:
    """The key of a message, which we write where the message is caught."""
    key = values.expression(str(setting.place.get("correlationKey", "")))
    catching = list(_catching(setting.holder))
    if not catching:
        return NOTHING
    if key is None:
        return None
    does = f"{setting.title} says which message is meant, and is not read here."
    return same("work", does, *(Property(node, "correlationKey", key) for node in catching))


def _catching(message: etree._Element) -> list[etree._Element]:
    """Where the message is waited for by an instance; a process it starts asks for no key."""
    found = []
    for node in message.getroottree().getroot().iter(*(f"{BPMN}{one}" for one in CATCHING)):
        named = [node, *node.iterchildren(f"{BPMN}messageEventDefinition")]
        begins = kind(node) == "startEvent" and kind(node.getparent()) == "process"
        if not begins and any(one.get("messageRef") == message.get("id") for one in named):
            found.append(node)
    return found


JUDGES = {
    "camunda": {
        "@collection": collection,
        "@elementVariable": item,
        "in": passed,
        "out": passed,
    },
    "zeebe": {"loopCharacteristics": loop, "calledElement": called, "subscription": subscription},
}
