"""Link events: pairs that save a long line on the paper."""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.standard.elements import Element, Elements, kind, references
from engine.checks.standard.rule import Broken, rule

Pair = tuple[Element, Element]


def _links(found: Elements, where: str) -> Iterator[Pair]:
    """Each link definition of a kind of event, with its event."""
    for event in found.of(where):
        for definition in found.definitions(event):
            if kind(definition) == "linkEventDefinition":
                yield event, definition


def _ends(found: Elements, end: Pair, name: str, others: list[Pair]) -> list[Pair]:
    """Where a link leads: to what it refers to, else to those of its name."""
    drawn = references(end[1], name)
    if drawn:
        return [o for o in others if o[1].get("id") in drawn]
    return [o for o in others if o[1].get("name") == end[1].get("name")]


@rule("link-without-target", also=("link-targets",))
def no_target(found: Elements) -> Broken:
    """A throwing link leads to exactly one catching link."""
    catching = list(_links(found, "intermediateCatchEvent"))
    for link in _links(found, "intermediateThrowEvent"):
        here = [c for c in _ends(found, link, "target", catching) if _beside(c, link)]
        if len(here) > 1:
            sentence = "Several catching links have the name of this link."
            yield link[0], sentence, "Give each catching link its own name."
        elif not _ends(found, link, "target", catching):
            sentence = "The link leads nowhere: no catching link belongs to it."
            yield link[0], sentence, "Draw a catching link event of the same name."


@rule("link-without-source", also=("flows-reached",))
def no_source(found: Elements) -> Broken:
    """A catching link is led to by at least one throwing link."""
    throwing = list(_links(found, "intermediateThrowEvent"))
    for link in _links(found, "intermediateCatchEvent"):
        led = [t for t in throwing if link in _ends(found, t, "target", [link])]
        if not led and not _ends(found, link, "source", throwing):
            sentence = "No throwing link leads to this one."
            yield link[0], sentence, "Draw a throwing link event of the same name."


@rule("link-leaves-level", also=("link-targets",))
def other_level(found: Elements) -> Broken:
    """A link stays in its process, and in its sub-process."""
    catching = list(_links(found, "intermediateCatchEvent"))
    for link in _links(found, "intermediateThrowEvent"):
        ends = _ends(found, link, "target", catching)
        if ends and not any(_beside(c, link) for c in ends):
            sentence = "The link leads out of its process or sub-process."
            yield link[0], sentence, "Put both ends on the same level."


@rule("link-mismatch")
def mismatch(found: Elements) -> Broken:
    """Two links that refer to each other agree."""
    for _, definition in _links(found, "intermediateThrowEvent"):
        for target in map(found.get, references(definition, "target")):
            listed = references(target, "source") if target is not None else []
            if listed and definition.get("id") not in listed:
                sentence = "Its target does not name this link as a source."
                yield definition, sentence, "Choose the target again."


@rule("link-in-two-flows", also=("link-flows",))
def both(found: Elements) -> Broken:
    """A link stands for a line: the throwing one ends a flow, the catching one begins it."""
    for event, _ in _links(found, "intermediateThrowEvent"):
        if found.leaving(event):
            yield event, "A flow leaves a throwing link.", "Draw it from the catching link."
    for event, _ in _links(found, "intermediateCatchEvent"):
        if found.entering(event):
            yield event, "A flow leads to a catching link.", "Lead it to a throwing link."


def _beside(one: Pair, other: Pair) -> bool:
    return one[0].getparent() is other[0].getparent()


RULES = (no_target, no_source, other_level, mismatch, both)
