"""A process of a BPMN file as plain elements and flows, read from the XML alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
SPIFF = "{http://spiffworkflow.org/bpmn/schema/1.0/core}"
_PARTS = {"laneSet", "sequenceFlow", "documentation", "extensionElements", "dataObject", "property"}
_PARTS |= {"textAnnotation", "association", "dataObjectReference", "group", "ioSpecification"}


@dataclass(frozen=True)
class Element:
    """A flow node. `host` is the activity a boundary event sits on, `inside` its sub-process, and
    `called` the process a call activity carries out.
    """

    id: str
    name: str
    type: str
    lane: str
    event: str
    host: str
    inside: str
    called: str
    default: str
    clauses: str
    note: str


@dataclass(frozen=True)
class Flow:
    """A sequence flow with the words beside it and the condition on it."""

    id: str
    source: str
    target: str
    name: str
    condition: str


@dataclass(frozen=True)
class Picture:
    """Everything of one process, in the order of the file."""

    elements: dict[str, Element]
    flows: tuple[Flow, ...]


@lru_cache(maxsize=32)
def read(xml: bytes, process: str) -> Picture:
    """The process of that id, read once for the same file. Raises KeyError when it has none."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    root = etree.fromstring(xml, parser)
    for found in root.iter(f"{BPMN}process"):
        if found.get("id") == process:
            lanes = dict(_lanes(found))
            return Picture({e.id: e for e in _elements(found, lanes, "")}, tuple(_flows(found)))
    raise KeyError(process)


def processes(xml: bytes) -> list[tuple[str, str]]:
    """Id and name of every process in the file that has an id."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    found = etree.fromstring(xml, parser).iter(f"{BPMN}process")
    with_id = (one for one in found if one.get("id"))
    return [(one.get("id", ""), one.get("name") or one.get("id", "")) for one in with_id]


def _elements(parent: etree._Element, lanes: dict[str, str], inside: str) -> Iterator[Element]:
    for node in parent.iterchildren(f"{BPMN}*"):
        kind = etree.QName(node).localname
        if kind in _PARTS or not node.get("id"):
            continue
        yield _element(node, kind, lanes.get(node.get("id", ""), lanes.get(inside, "")), inside)
        if kind in {"subProcess", "transaction"}:
            yield from _elements(node, lanes, node.get("id", ""))


def _element(node: etree._Element, kind: str, lane: str, inside: str) -> Element:
    event = next((n for n in node.iterchildren() if _is_event(n)), None)
    return Element(
        id=node.get("id", ""),
        name=" ".join(node.get("name", "").split()),
        type=kind,
        lane=lane,
        event="" if event is None else _local(event).removesuffix("EventDefinition"),
        host=node.get("attachedToRef", ""),
        inside=inside,
        called=node.get("calledElement", ""),
        default=node.get("default", ""),
        clauses=_property(node, "clauses"),
        note=" ".join((node.findtext(f"{BPMN}documentation") or "").split()),
    )


def _flows(process: etree._Element) -> Iterator[Flow]:
    for flow in process.iter(f"{BPMN}sequenceFlow"):
        yield Flow(
            flow.get("id", ""),
            flow.get("sourceRef", ""),
            flow.get("targetRef", ""),
            " ".join(flow.get("name", "").split()),
            (flow.findtext(f"{BPMN}conditionExpression") or "").strip(),
        )


def _lanes(process: etree._Element) -> Iterator[tuple[str, str]]:
    for lane in process.iter(f"{BPMN}lane"):
        for ref in lane.iterchildren(f"{BPMN}flowNodeRef"):
            yield (ref.text or "").strip(), lane.get("name", "")


def _property(node: etree._Element, name: str) -> str:
    for found in node.iter(f"{SPIFF}property"):
        if found.get("name") == name:
            return str(found.get("value", ""))
    return ""


def _is_event(node: etree._Element) -> bool:
    return _local(node).endswith("EventDefinition")


def _local(node: etree._Element) -> str:
    return str(etree.QName(node).localname)
