"""Rules about a file as a whole: what it holds, identifiers, and expressions of other languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from engine.spiff.drawing.diagram import Diagram
from engine.spiff.drawing.formal import formals
from engine.spiff.drawing.reading import FLOW_NODES
from engine.spiff.drawing.xml import BPMN, BPMNDI, tag

ID = re.compile(r"[^\W\d][\w.-]{0,199}")
NODES = [f"{BPMN}{name}" for name in sorted(FLOW_NODES)]


def is_bpmn(diagram: Diagram) -> Iterator[tuple[str, str, str]]:
    """A .bpmn file holds BPMN definitions."""
    if diagram.root.tag != f"{BPMN}definitions":
        yield "", "The file is not a BPMN 2.0 diagram.", "Save it from a BPMN editor."


def runnable(diagram: Diagram) -> Iterator[tuple[str, str, str]]:
    """One process of the file at least is there to be run."""
    if diagram.root.tag == f"{BPMN}definitions" and not diagram.graphs:
        sentence = "No process in the file can be run: they are only pictures."
        yield "", sentence, 'Give one isExecutable="true", or keep them as pictures.'


def ids(diagram: Diagram) -> Iterator[tuple[str, str, str]]:
    """Ids are unique in the file, and written as XML has them."""
    given = [str(id) for node in _model(diagram) if (id := node.get("id")) is not None]
    for id, times in Counter(given).items():
        if times > 1:
            yield id, f'{times} elements have the id "{id[:80]}".', "Give each its own id."
        if not ID.fullmatch(id):
            remedy = "Begin with a letter; use at most 200 letters, digits, _, - and dots."
            yield id, f'"{id[:80]}" cannot be an id.', remedy


def nameless(diagram: Diagram) -> Iterator[tuple[str, str, str]]:
    """Every process, node and flow has an id."""
    for node in diagram.root.iter(f"{BPMN}process", f"{BPMN}sequenceFlow", *NODES):
        if not node.get("id"):
            sentence = f"The {tag(node)} in line {node.sourceline} has no id."
            yield _owner(node), sentence, "Give every element an id."


def expressions(diagram: Diagram) -> Iterator[tuple[str, str, str]]:
    """An expression in another language without exact FEEL would mean something else."""
    for found in formals(diagram.root):
        if found.reading.refusal:
            sentence = f"Its {found.name} cannot be read: {found.reading.refusal}."
            yield found.element, sentence, "Write the expression in FEEL."


def _model(diagram: Diagram) -> Iterator[etree._Element]:
    for node in diagram.root.iter(etree.Element):
        if node.tag.startswith((BPMN, BPMNDI)):
            yield node


def _owner(node: etree._Element) -> str:
    found: etree._Element | None = node
    while found is not None:
        if found.tag.startswith(BPMN) and found.get("id"):
            return str(found.get("id"))
        found = found.getparent()
    return ""


RULES = (is_bpmn, runnable, ids, nameless, expressions)
