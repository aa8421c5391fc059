"""Small readings of DMN's XML, whatever its version."""

from __future__ import annotations

from typing import Any

from lxml import etree

from engine.decisions.errors import DecisionRefused


def local_name(element: Any) -> str:
    """The element's name without its namespace; empty for comments."""
    return str(etree.QName(element).localname) if isinstance(element.tag, str) else ""


def children(element: Any, name: str) -> list[Any]:
    """The child elements of that name, in order, in the element's own namespace."""
    space = etree.QName(element).namespace
    return [one for one in element if one.tag == f"{{{space}}}{name}"]


def only_child(element: Any, name: str, file: str, id: str) -> Any | None:
    """The one child of that name, or None; two are refused."""
    found = children(element, name)
    if len(found) > 1:
        raise DecisionRefused(
            file, id, f"There is more than one {name}.", f"Keep one {name} in {id}."
        )
    return found[0] if found else None


def attribute(element: Any, name: str) -> str:
    """An attribute's text, empty when it is not there."""
    return str(element.get(name) or "").strip()


def child_text(element: Any) -> str | None:
    """What is written in the element's `text`, or None when nothing is."""
    found = children(element, "text")
    text = "".join(found[0].itertext()).strip() if found else ""
    return text or None


def named_text(element: Any, name: str) -> str | None:
    """What is written in the `text` of the child of that name, or None."""
    found = children(element, name)
    return child_text(found[0]) if found else None


def check_language(element: Any, id: str, file: str) -> None:
    """Refuse every expression language but FEEL."""
    language = attribute(element, "expressionLanguage")
    if language and "feel" not in language.lower():
        raise DecisionRefused(
            file,
            id,
            f"An expression is written in {language}.",
            "Write it in FEEL and choose FEEL as its language.",
        )
