"""The settings of other tools in a file: where they stand, whose they are, and what runs there."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from lxml import etree

from engine.vendors.tools import BPMN, Tool, tool_of

PARTS = (
    *("EventDefinition", "LoopCharacteristics", "extensionElements", "Expression", "script"),
    *("timeDuration", "timeDate", "timeCycle", "condition"),
)
PICTURES = frozenset(
    ("lane", "laneSet", "textAnnotation", "group", "association", "documentation", "text")
) | frozenset(("dataObject", "dataObjectReference", "dataStoreReference", "property"))
SHARED = ("message", "error", "signal", "escalation")
BAGS = frozenset(
    ("assignmentDefinition", "taskSchedule", "formDefinition", "priorityDefinition", "versionTag")
)


@dataclass(frozen=True)
class Setting:
    """One setting: an attribute of a BPMN element, an extension element, or an attribute of one.

    `holder` is the BPMN element it belongs to, `place` the one where it is written, `attribute`
    its full name or empty; `runs` whether the holder is part of what runs.
    """

    holder: etree._Element
    place: etree._Element
    attribute: str
    tool: Tool
    runs: bool

    @property
    def key(self) -> str:
        """How tables call it: @assignee, formData, assignmentDefinition@assignee."""
        name = local(self.attribute) if self.attribute else ""
        inside = "" if self.place is self.holder else local(self.place.tag)
        return f"{inside}@{name}" if name else inside

    @property
    def title(self) -> str:
        """How people find it in the file: camunda:assignee."""
        name = " ".join(part for part in self.key.split("@") if part)
        return f"{self.tool.prefix}:{name}" if self.tool.prefix else f'"{name}"'

    @property
    def value(self) -> str:
        """The attribute's value, or the text of the element."""
        if self.attribute:
            return str(self.place.get(self.attribute, "")).strip()
        return "".join(self.place.itertext()).strip()

    @property
    def owner(self) -> etree._Element:
        """The node, flow or other element with an id that a person would look for."""
        found = self.holder
        while (not found.get("id") or kind(found).endswith(PARTS)) and _parent(found) is not None:
            found = _parent(found)
        return found


def local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition("}")[2]


def kind(element: etree._Element) -> str:
    """The local name of a BPMN element, an empty text for any other."""
    return element.tag[len(BPMN) :] if str(element.tag).startswith(BPMN) else ""


def _parent(element: etree._Element) -> etree._Element | None:
    return element.getparent()


def settings(root: etree._Element, running: Collection[str]) -> Iterator[Setting]:
    """Every setting of another tool, in the order of the file. `running` are the processes' ids."""
    yield from _written_at(root, runs=False)
    for child in root.iterchildren(f"{BPMN}*"):
        part = kind(child) in SHARED or kind(child).endswith("EventDefinition")
        runs = part or child.get("id") in running
        for node in child.iter(f"{BPMN}*"):
            if kind(node) != "extensionElements":
                yield from _written_at(node, runs=runs and kind(node) not in PICTURES)


def _written_at(node: etree._Element, *, runs: bool) -> Iterator[Setting]:
    for name in node.attrib:
        tool = tool_of(etree.QName(name).namespace or "")
        if tool is not None:
            yield Setting(node, node, str(name), tool, runs)
    inside = [*node.iterchildren(f"{BPMN}extensionElements")]
    for place in (*node, *(one for holder in inside for one in holder)):
        tool = tool_of(etree.QName(place).namespace or "") if isinstance(place.tag, str) else None
        if tool is not None:
            names = [*place.attrib] if local(place.tag) in BAGS else []
            yield from (Setting(node, place, str(name), tool, runs) for name in names or [""])
