"""Files a diagram says it needs."""

from __future__ import annotations

import posixpath

from engine.checks.standard.elements import Element, Elements
from engine.checks.standard.rule import Broken, rule

DIAGRAM = "http://www.omg.org/spec/BPMN/20100524/MODEL"


@rule("import-missing")
def missing(found: Elements) -> Broken:
    """A diagram that is imported is among the files."""
    for element in found.of("import"):
        if _is_diagram(element) and _path(found, element) not in found.beside:
            sentence = f'The import of "{element.get("location", "")[:80]}" leads to no file.'
            yield element, sentence, "Put the diagram there, or remove the import."


@rule("import-unread", "warning")
def unread(found: Elements) -> Broken:
    """What is imported is not read: everything a diagram needs is in it or in its bundle."""
    for element in found.of("import"):
        if not _is_diagram(element) or _path(found, element) in found.beside:
            sentence = f'The import of "{element.get("location", "")[:80]}" is not read.'
            yield element, sentence, "Draw what is needed here, or put the process into the bundle."


def _is_diagram(element: Element) -> bool:
    return element.get("importType") == DIAGRAM and "://" not in element.get("location", "")


def _path(found: Elements, element: Element) -> str:
    folder = posixpath.dirname(found.file)
    return posixpath.normpath(posixpath.join(folder, element.get("location", "")))


RULES = (missing, unread)
