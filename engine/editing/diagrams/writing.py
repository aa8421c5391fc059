"""Putting elements into the file so that it stays readable: indented as their neighbours are."""

from __future__ import annotations

from lxml import etree

from engine.editing.diagrams.document import Xml, local
from engine.spiff.drawing.xml import BPMN

STEP = "  "
# What the standard puts before the rest of an element.
FIRST = ("documentation", "extensionElements")


def after(neighbour: Xml, node: Xml) -> None:
    """Put the node behind its neighbour."""
    neighbour.addnext(node)
    node.tail, neighbour.tail = neighbour.tail, _indent(neighbour)
    _inside(node, _indent(neighbour))


def append(parent: Xml, node: Xml) -> None:
    """Put the node last in its parent."""
    if len(parent):
        return after(parent[-1], node)
    outer = _indent(parent)
    parent.append(node)
    parent.text, node.tail = _deeper(outer) or None, outer or None
    return _inside(node, _deeper(outer))


def insert(parent: Xml, node: Xml, behind: tuple[str, ...] = ()) -> None:
    """Put the node first in its parent, behind the children that are named."""
    last = None
    for child in parent:
        if isinstance(child.tag, str) and local(child) in behind:
            last = child
    if last is not None:
        return after(last, node)
    if not len(parent):
        return append(parent, node)
    inner = parent.text or _deeper(_indent(parent))
    parent.insert(0, node)
    node.tail = inner
    return _inside(node, inner)


def remove(node: Xml) -> None:
    """Take the node out, with the line it stood on."""
    parent, before = node.getparent(), node.getprevious()
    if parent is None:
        return
    if before is not None and node.getnext() is None:
        before.tail = node.tail
    if before is None and node.getnext() is None:
        parent.text = None
    parent.remove(node)


def refer(node: Xml, kind: str, flow: str) -> None:
    """Note a flow as incoming or outgoing, in the place the standard gives these.

    A file that keeps no such notes is left without: one alone would contradict the others.
    """
    if next(node.getroottree().iter(f"{BPMN}outgoing", f"{BPMN}incoming"), None) is None:
        return
    reference = etree.Element(f"{BPMN}{kind}")
    reference.text = flow
    behind = (*FIRST, "incoming") if kind == "incoming" else (*FIRST, "incoming", "outgoing")
    insert(node, reference, behind)


def forget(node: Xml, kind: str, flow: str) -> None:
    """Take such a note out."""
    for reference in node.findall(f"{BPMN}{kind}"):
        if (reference.text or "").strip() == flow:
            remove(reference)


def _indent(node: Xml) -> str:
    """The line break and the spaces before the node; nothing where it stands on another's line."""
    before, parent = node.getprevious(), node.getparent()
    said = before.tail if before is not None else parent.text if parent is not None else None
    return said if said and "\n" in said and not said.strip() else ""


def _deeper(indent: str) -> str:
    return indent and indent + STEP


def _inside(node: Xml, outer: str) -> None:
    if not len(node):
        return
    if not (node.text or "").strip():
        node.text = _deeper(outer)
    for child in node:
        child.tail = _deeper(outer)
        _inside(child, _deeper(outer))
    node[-1].tail = outer
