"""The standard's XML schema: elements and attributes that are there, in their place and order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from engine.checks.standard.elements import BPMN, Element, Elements, kind
from engine.checks.standard.rule import Broken, rule
from engine.spiff import only_out_of_order, schema_errors

NAMESPACE = re.compile(r"\{[^}]*\}")
QUOTED = re.compile(r"'([^']*)'")
MOST = 20
KNOWN_BY_OTHERS = ("IDREF", "atomic type 'xs:ID'", "QName'")


@rule("schema")
def form(found: Elements) -> Broken:
    """The process holds what the standard's schema has, with the attributes it has there."""
    for element, text in _errors(found):
        if kind(element) and not _misplaced(element, text) and not _nowhere(text):
            yield element, _sentence(text), _remedy(text)


@rule("schema-order")
def order(found: Elements) -> Broken:
    """What stands inside an element stands in the order of the schema: other tools rely on it."""
    for element, text in _errors(found):
        if kind(element) and _misplaced(element, text):
            sentence = f"<{kind(element)}> stands in the wrong place among the others."
            yield element, sentence, _remedy(text)


@rule("target-namespace-missing")
def namespace(found: Elements) -> Broken:
    """The definitions say in which namespace their ids are meant."""
    for element, text in _errors(found):
        if _nowhere(text):
            sentence = "The definitions do not say in which namespace their ids are meant."
            yield element, sentence, 'Add targetNamespace="…" with an address of yours.'


def _misplaced(element: Element, text: str) -> bool:
    return "This element is not expected" in text and only_out_of_order(element)


def _nowhere(text: str) -> bool:
    return "targetNamespace" in text and "required but missing" in text


@rule("schema-of-picture", "warning")
def picture(found: Elements) -> Broken:
    """The picture has the form the schema describes, so that every editor can show it."""
    for element, text in _errors(found):
        if not kind(element):
            shown = found.get(element.get("bpmnElement"))
            yield element if shown is None else shown, _sentence(text), _remedy(text)


def _errors(found: Elements) -> Iterator[tuple[Element, str]]:
    if found.root.tag != f"{BPMN}definitions":
        return
    for element, message in islice(schema_errors(found.root), MOST):
        if not any(word in message for word in KNOWN_BY_OTHERS):
            yield element, NAMESPACE.sub("", message)


RULES = (form, order, namespace, picture)


def _sentence(text: str) -> str:
    names = QUOTED.findall(text)
    for part, sentence in SENTENCES:
        if part in text and len(names) >= sentence.count("{"):
            return sentence.format(*names)
    return f"The standard's schema says: {text}"


SENTENCES = (
    ("This element is not expected", "<{0}> cannot stand here."),
    ("Missing child element", "<{0}> lacks something that must be inside it."),
    ("is required but missing", "<{0}> lacks the attribute {1}."),
    ("The attribute", "<{0}> cannot have the attribute {1}."),
    ("is not an element of the set", "The {1} of <{0}> is none of the words allowed there."),
    ("is not a valid value", "A value of <{0}> is not of the kind that must stand there."),
    ("No matching global declaration", "<{0}> is no element of BPMN 2.0."),
    ("No matching global element", "<{0}> is no element of BPMN 2.0."),
)


def _remedy(text: str) -> str:
    expected = re.search(r"Expected is(?: one of)? \( (.*) \)", text)
    if expected:
        names = [n.strip(" ,") for n in expected.group(1).split(",")]
        return f"Allowed here: {', '.join(names[:8])}."
    return "Correct it, or open the file in a BPMN editor and save it again."
