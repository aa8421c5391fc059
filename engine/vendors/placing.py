"""Putting elements into XML, and taking them out, so that the file keeps its lines and indents."""

from __future__ import annotations

from collections.abc import Collection

from lxml import etree

from engine.vendors.tools import BPMN, SPIFF

STEP = "  "


def append(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    """A new last child."""
    return _insert(parent, tag, len(parent), attributes)


def put(parent: etree._Element, tag: str, after: Collection[str]) -> etree._Element:
    """A new child behind the last of the children whose tags are in `after`."""
    places = [at for at, child in enumerate(parent, 1) if child.tag in after]
    return _insert(parent, tag, max(places, default=0), {})


def take_out(element: etree._Element) -> None:
    """Remove an element, and extensionElements with nothing else in them."""
    parent = element.getparent()
    before = element.getprevious()
    if before is not None:
        before.tail = element.tail if element.getnext() is None else before.tail
    elif element.getnext() is None:
        parent.text = None
    parent.remove(element)
    if parent.tag == f"{BPMN}extensionElements" and len(parent) == 0:
        take_out(parent)


def _insert(
    parent: etree._Element, tag: str, at: int, attributes: dict[str, str]
) -> etree._Element:
    made = etree.Element(tag, attributes, nsmap={"spiffworkflow": SPIFF[1:-1]})
    if len(parent) == 0:
        around = _before(parent)
        parent.text, made.tail = (around + _step(parent), around) if around else (None, None)
    elif at == 0:
        made.tail = parent.text
    else:
        before = parent[at - 1]
        made.tail = before.tail
        before.tail = parent.text if at == len(parent) else before.tail
    parent.insert(at, made)
    return made


def _step(element: etree._Element) -> str:
    """By how much the file indents: how much further in the element is than its parent."""
    parent = element.getparent()
    inner, outer = _before(element), _before(parent) if parent is not None else ""
    further = inner.removeprefix(outer) if outer and inner.startswith(outer) else ""
    return further or STEP


def _before(element: etree._Element) -> str:
    """The line break and the blanks that stand before an element; empty when it has none."""
    previous, parent = element.getprevious(), element.getparent()
    found = previous.tail if previous is not None else None if parent is None else parent.text
    found = found or ""
    return "\n" + found.rpartition("\n")[2] if found.isspace() and "\n" in found else ""
