"""The expressions of a diagram, as FEEL: other modellers' conditions are translated exactly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from engine.expressions.foreign import Reading, read
from engine.spiff.drawing.xml import BPMN, tag, text

EXPRESSIONS = (
    *("conditionExpression", "loopCondition", "loopCardinality", "completionCondition"),
    *("timeDate", "timeDuration", "timeCycle", "condition", "from", "transformation"),
)
PARTS = ("EventDefinition", "LoopCharacteristics", "Association", "assignment")


@dataclass(frozen=True)
class Formal:
    """One expression; `element` is the id of the node or flow that holds it."""

    element: str
    name: str
    reading: Reading


def formal(xml: etree._Element | None) -> str | None:
    """The FEEL of an expression element; None when there is none or nothing in it.

    What can neither be run nor translated comes back as it is written: the gate refuses it.
    """
    reading = _reading(xml) if xml is not None else None
    return reading.feel if reading else None


def formals(root: etree._Element) -> Iterator[Formal]:
    """Every expression of the file that says something, in the order of the file."""
    for xml, reading in readings(root):
        yield Formal(_holder(xml), tag(xml), reading)


def readings(root: etree._Element) -> Iterator[tuple[etree._Element, Reading]]:
    """Every element that holds an expression, and how it is read."""
    for xml in root.iter(*(f"{BPMN}{name}" for name in EXPRESSIONS)):
        reading = _reading(xml)
        if reading:
            yield xml, reading


def _reading(xml: etree._Element) -> Reading | None:
    written = text(xml)
    return read(written, xml.get("language", "")) if written else None


def _holder(xml: etree._Element) -> str:
    found = xml.getparent()
    while found is not None:
        kind = tag(found)
        if kind and not kind.endswith(PARTS):
            return str(found.get("id", ""))
        found = found.getparent()
    return ""
