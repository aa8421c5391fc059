"""The types that a decision's parts name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from engine.decisions.elements import Element
from engine.decisions.model import Model


def types_named(element: Element) -> set[str]:
    """The names of types in an element and in all its logic."""
    return set(_types(element))


def _types(value: object) -> Iterator[str]:
    if isinstance(value, Model):
        return
    if isinstance(value, tuple):
        for member in value:
            yield from _types(member)
    elif is_dataclass(value) and not isinstance(value, type):
        own = getattr(value, "type", None)
        if isinstance(own, str):
            yield own
        for part in fields(value):
            yield from _types(getattr(value, part.name))
