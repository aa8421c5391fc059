"""Rules about a file as a whole: what it holds, identifiers, and expressions of other languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from engine.spiff.diagram import Diagram
from engine.spiff.formal import formals
from engine.spiff.xml import BPMN, BPMNDI

ID = re.compile(r"[^\W\d][\w.-]{0,199}")


def is_bpmn(diagram: Diagram) -> Iterator[tuple[str, str, str]]:
    """A .bpmn file holds BPMN definitions with a process to run."""
    if diagram.root.tag != f"{BPMN}definitions":
        yield "", "The file is not a BPMN 2.0 diagram.", "Save it from a BPMN editor."
    elif not diagram.graphs:
        yield "", "No process in the file can be run.", 'Give one isExecutable="true".'


def ids(diagram: Diagram) -> Iterator[tuple[str, str, str]]:
    """Ids are unique in the file, and written as XML has them."""
    given = [str(id) for node in _model(diagram) if (id := node.get("id")) is not None]
    for id, times in Counter(given).items():
        if times > 1:
            yield id, f'{times} elements have the id "{id}".', "Give each its own id."
        if not ID.fullmatch(id):
            yield id, f'"{id[:80]}" cannot be an id.', "Use at most 200 letters, digits and _."


def nameless(diagram: Diagram) -> Iterator[tuple[str, str, str]]:
    """Every process, node and flow has an id."""
    for process in diagram.graphs:
        for graph in [process, *(n.graph for _, n in process.walk() if n.graph is not None)]:
            if "" in graph.nodes or not graph.id or any(not f.id for f in graph.flows):
                yield graph.id, "An element here has no id.", "Give every element an id."


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


RULES = (is_bpmn, ids, nameless, expressions)
