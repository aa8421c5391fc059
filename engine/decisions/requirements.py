"""What an element requires: the arrows of the drawing."""

from __future__ import annotations

from typing import Any, TypedDict

from engine.decisions.source import Source
from engine.decisions.xml import attribute, children


class Required(TypedDict):
    """Ids, or `namespace#id` where the element is in an imported file."""

    requires: tuple[str, ...]
    inputs: tuple[str, ...]
    knowledge: tuple[str, ...]


def required(element: Any, source: Source) -> Required:
    """Everything an element requires, by what it is."""
    information = children(element, "informationRequirement")
    knowledge = children(element, "knowledgeRequirement")
    return {
        "requires": _all(information, "requiredDecision", source),
        "inputs": _all(information, "requiredInput", source),
        "knowledge": _all(knowledge, "requiredKnowledge", source),
    }


def _all(requirements: list[Any], name: str, source: Source) -> tuple[str, ...]:
    return tuple(found for one in requirements for found in hrefs(one, name, source))


def hrefs(element: Any, name: str, source: Source) -> tuple[str, ...]:
    """Where the children of that name point, in order."""
    return tuple(_target(attribute(one, "href"), source) for one in children(element, name))


def _target(href: str, source: Source) -> str:
    space, _, id = href.rpartition("#")
    if not id:
        raise source.refused(
            "A requirement does not say what it needs.",
            "Draw the arrow again from the element that is needed.",
        )
    return f"{space}#{id}" if space in source.imports.values() else id
