"""The event definitions of an element: written inside it, or at the top of the file and named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from engine.spiff.drawing.associations import draw_compensation
from engine.spiff.drawing.data import Items
from engine.spiff.drawing.diagram import Event
from engine.spiff.drawing.formal import formal
from engine.spiff.drawing.xml import BPMN, extension, tag, text

SUFFIX = "EventDefinition"
TIMERS = ("timeDate", "timeDuration", "timeCycle")
_NAMED_BY = {
    "message": "name",
    "signal": "name",
    "error": "errorCode",
    "escalation": "escalationCode",
}


@dataclass(frozen=True)
class Shared:
    """What the events of a file refer to: names by kind and id, and whole definitions by id."""

    names: Mapping[tuple[str, str], str | None]
    definitions: Mapping[str, etree._Element]
    items: Items
    sent: Mapping[str, str]

    @classmethod
    def of(cls, root: etree._Element) -> Shared:
        """What stands at the top of the file."""
        names = {
            (kind, found.get("id", "")): found.get(attribute)
            for kind, attribute in _NAMED_BY.items()
            for found in root.findall(f"{BPMN}{kind}")
        }
        whole = {d.get("id", ""): d for d in root if tag(d).endswith(SUFFIX)}
        sent = {
            operation.get("id", ""): text(operation.find(f"{BPMN}inMessageRef")) or ""
            for operation in root.iter(f"{BPMN}operation")
        }
        return cls(names, whole, Items.of(root), sent)

    def definition(self, reference: str) -> etree._Element | None:
        """The event definition at the top of the file that is referred to."""
        return self.definitions.get(reference, self.definitions.get(_local(reference)))

    def message(self, xml: etree._Element) -> str | None:
        """The id of the message a send or receive task names, itself or by its operation."""
        operation = xml.get("operationRef", "")
        by_operation = self.sent.get(operation, self.sent.get(_local(operation)))
        return xml.get("messageRef") or by_operation

    def name(self, kind: str, reference: str) -> str | None:
        """The name or code of what is referred to, also by a name with a prefix."""
        return self.names.get((kind, reference), self.names.get((kind, _local(reference))))


def events(xml: etree._Element, shared: Shared) -> list[Event]:
    """The element's event definitions, in the order of the file."""
    found = [event(definition, shared) for definition in _definitions(xml, shared)]
    message = shared.message(xml) if tag(xml) in ("sendTask", "receiveTask") else None
    if message is not None:
        found.append(Event("message", shared.name("message", message), reference=message))
    payload, variable = _own(xml, "messagePayload"), _own(xml, "messageVariable")
    return [
        replace(event, payload=event.payload or payload, variable=event.variable or variable)
        for event in found
    ]


def _definitions(xml: etree._Element, shared: Shared) -> Iterator[etree._Element]:
    for child in xml:
        if tag(child).endswith(SUFFIX):
            yield child
        elif tag(child) == "eventDefinitionRef":
            found = shared.definition(text(child) or "")
            if found is not None:
                yield found


def event(xml: etree._Element, shared: Shared) -> Event:
    """One event definition, wherever it stands."""
    kind = tag(xml).removesuffix(SUFFIX)
    for timer in TIMERS:
        found = xml.find(f"{BPMN}{timer}")
        if found is not None:
            return Event(kind, timer=timer, text=formal(found))
    if kind == "conditional":
        return Event(kind, text=formal(xml.find(f"{BPMN}condition")))
    if kind == "link":
        return Event(kind, xml.get("name"))
    if kind == "compensate":
        return draw_compensation(xml)
    reference = xml.get(f"{kind}Ref")
    name = shared.name(kind, reference) if reference else None
    payload, variable = _own(xml, "messagePayload"), _own(xml, "messageVariable")
    return Event(kind, name, payload=payload, variable=variable, reference=reference)


def _own(xml: etree._Element, name: str) -> str | None:
    return text(extension(xml, name))


def _local(reference: str) -> str:
    return reference.rpartition(":")[2]
