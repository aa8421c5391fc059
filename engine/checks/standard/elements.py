"""A diagram's XML, indexed once: elements by id and by kind, and the flows between them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TypeAlias

from lxml import etree

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
XSI_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
Element: TypeAlias = etree._Element

TASKS = (
    *("task", "userTask", "manualTask", "scriptTask", "serviceTask"),
    *("sendTask", "receiveTask", "businessRuleTask"),
)
SUB_PROCESSES = ("subProcess", "transaction", "adHocSubProcess")
ACTIVITIES = (*TASKS, "callActivity", *SUB_PROCESSES)
GATEWAYS = (
    *("exclusiveGateway", "inclusiveGateway", "parallelGateway"),
    *("complexGateway", "eventBasedGateway"),
)
INTERMEDIATE = ("intermediateCatchEvent", "intermediateThrowEvent")
CATCHING = ("startEvent", "intermediateCatchEvent", "boundaryEvent")
THROWING = ("endEvent", "intermediateThrowEvent", "implicitThrowEvent")
EVENTS = (*CATCHING, *THROWING)
CHOREOGRAPHY = ("choreographyTask", "subChoreography", "callChoreography")
FLOW_NODES = (*ACTIVITIES, *GATEWAYS, *EVENTS, *CHOREOGRAPHY)
_SUFFIX = "EventDefinition"


def kind(element: Element) -> str:
    """The local name of a BPMN element, an empty text for any other."""
    tag = str(element.tag)
    return tag[len(BPMN) :] if tag.startswith(BPMN) else ""


def local(reference: str) -> str:
    """The id a reference speaks of, without the prefix of its namespace."""
    return reference.strip().rpartition(":")[2]


def child(element: Element, name: str) -> Element | None:
    """The first child of that kind."""
    return element.find(f"{BPMN}{name}")


def children(element: Element, *names: str) -> list[Element]:
    """The children of these kinds, in the order of the file."""
    return [c for c in element if kind(c) in names]


def words(element: Element | None) -> str:
    """All the text inside, trimmed."""
    return "".join(element.itertext()).strip() if element is not None else ""


def references(element: Element, name: str) -> list[str]:
    """The ids that the children of that kind hold."""
    return [local(words(c)) for c in children(element, name)]


def ancestors(element: Element, *names: str) -> Iterator[Element]:
    """Those of these kinds that the element lies in, the nearest first."""
    return (a for a in element.iterancestors() if kind(a) in names)


def executable(element: Element) -> bool:
    """Whether the element lies in a process that is to be run."""
    inside = next(ancestors(element, "process"), None)
    return inside is not None and inside.get("isExecutable") != "false"


def by_event(element: Element) -> bool:
    """Whether it is an event sub-process."""
    return kind(element) == "subProcess" and element.get("triggeredByEvent") == "true"


def named(element: Element) -> str:
    """The element's own id, else that of the nearest element around it that has one."""
    for one in (element, *element.iterancestors()):
        if one.get("id") and kind(one):
            return str(one.get("id"))
    return ""


class Elements:
    """What one file draws. Ids that occur twice lead to the first.

    `beside` are the paths of the files that it may speak of.
    """

    def __init__(self, root: Element, file: str, beside: Collection[str] = ()) -> None:
        self.root, self.file, self.beside = root, file, beside
        self._by_id: dict[str, Element] = {}
        self._by_kind: dict[str, list[Element]] = {}
        self._leaving: dict[str, list[Element]] = {}
        self._entering: dict[str, list[Element]] = {}
        for element in root.iter(f"{BPMN}*"):
            self._keep(element)

    def _keep(self, element: Element) -> None:
        what = kind(element)
        self._by_kind.setdefault(what, []).append(element)
        if element.get("id"):
            self._by_id.setdefault(str(element.get("id")), element)
        if what == "sequenceFlow":
            self._leaving.setdefault(element.get("sourceRef", ""), []).append(element)
            self._entering.setdefault(element.get("targetRef", ""), []).append(element)

    def get(self, reference: str | None) -> Element | None:
        """The element a reference leads to, None when it leads nowhere."""
        return self._by_id.get(local(reference)) if reference else None

    def of(self, *kinds: str) -> Iterator[Element]:
        """Every element of these kinds, one kind after the other."""
        return (element for name in kinds for element in self._by_kind.get(name, ()))

    def leaving(self, node: Element) -> list[Element]:
        """The sequence flows that leave the node."""
        return self._leaving.get(node.get("id", ""), [])

    def entering(self, node: Element) -> list[Element]:
        """The sequence flows that lead to the node."""
        return self._entering.get(node.get("id", ""), [])

    def definitions(self, event: Element) -> list[Element]:
        """The event definitions of an event, those it refers to included."""
        own = [c for c in event if kind(c).endswith(_SUFFIX)]
        others = (self.get(words(c)) for c in children(event, "eventDefinitionRef"))
        return own + [found for found in others if found is not None]

    def kinds_of(self, event: Element) -> list[str]:
        """The kinds of an event's definitions: message, timer, …; [] for a plain event."""
        return [kind(d).removesuffix(_SUFFIX) for d in self.definitions(event)]
