"""References: each leads to something that is there, and to the right kind of thing."""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.standard.elements import Element, Elements, children, kind, local, words
from engine.checks.standard.reference_kinds import (
    ATTRIBUTES,
    CHILDREN,
    ELSEWHERE,
    VARIABLES,
    Kinds,
    Table,
)
from engine.checks.standard.rule import Broken, rule

Reference = tuple[Element, str, str, Kinds]
TYPE = "structureRef"
ALSO = (
    "flows-ends",
    "flows-conditions",
    "events-names",
    "events-boundaries",
    "bundle-calls",
    "data-references",
)


def _attributes(found: Elements, table: Table) -> Iterator[Reference]:
    for kinds, names in table.items():
        for element in found.of(*kinds):
            for name, wanted in names.items():
                if element.get(name):
                    yield element, name, element.get(name, ""), wanted


def _children(found: Elements, table: Table) -> Iterator[Reference]:
    for kinds, names in table.items():
        for element in found.of(*kinds):
            for inner in children(element, *names):
                yield element, kind(inner), words(inner), names[kind(inner)]


def _all(found: Elements) -> Iterator[Reference]:
    yield from _attributes(found, ATTRIBUTES)
    yield from _children(found, CHILDREN)


@rule("reference-missing", also=ALSO)
def missing(found: Elements) -> Broken:
    """A reference leads to an element of the file."""
    for element, name, reference in _nowhere(found):
        if name != TYPE:
            sentence = f'Its {name} leads to "{reference[:80]}", which is not in the file.'
            yield element, sentence, "Choose something that is there, or remove the reference."


@rule("type-missing", "warning")
def type_missing(found: Elements) -> Broken:
    """The type of the data of a signal, error or escalation is in the file."""
    for element, name, reference in _nowhere(found):
        if name == TYPE:
            sentence = f'Its type "{reference[:80]}" is not in the file; types are not looked at.'
            yield element, sentence, "Add an itemDefinition of that id, or remove the reference."


def _nowhere(found: Elements) -> Iterator[tuple[Element, str, str]]:
    for element, name, reference, _ in _all(found):
        if found.get(reference) is None and not _described(found, name, reference):
            yield element, name, reference


def _described(found: Elements, name: str, reference: str) -> bool:
    """Whether a type of another language is meant, such as xsd:string."""
    space = found.root.nsmap.get(reference.rpartition(":")[0] or None, "")
    typed = name in ("itemSubjectRef", "structureRef", "type", "evaluatesToTypeRef")
    return typed and "XMLSchema" in str(space) and ":" in reference


@rule("reference-wrong-kind", also=ALSO)
def wrong_kind(found: Elements) -> Broken:
    """A reference leads to the kind of thing it is made for."""
    elsewhere = (*_attributes(found, ELSEWHERE), *_children(found, VARIABLES))
    for element, name, reference, wanted in (*_all(found), *elsewhere):
        other = found.get(reference)
        if other is None or not wanted or kind(other) in wanted:
            continue
        sentence = f'Its {name} leads to "{local(reference)[:80]}", which is a {kind(other)}.'
        yield element, sentence, f"It must be {_list(wanted)}."


def _list(kinds: Kinds) -> str:
    if len(kinds) > 6:
        return f"a {kinds[0]}, a {kinds[1]} or the like"
    return " or ".join(f"a {k}" for k in kinds)


@rule("reference-without-namespace", also=("schema", "bundle-calls"))
def without_namespace(found: Elements) -> Broken:
    """The prefix of a reference is one the file declares."""
    for element, name, reference, _ in (*_all(found), *_attributes(found, ELSEWHERE)):
        prefix = reference.rpartition(":")[0]
        if prefix and prefix not in element.nsmap:
            sentence = f'The prefix "{prefix[:40]}" of its {name} is not declared in the file.'
            yield element, sentence, "Remove the prefix, or declare its namespace."


RULES = (missing, type_missing, wrong_kind, without_namespace)
