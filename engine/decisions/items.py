"""Item definitions, the types of DMN, out of their XML."""

from __future__ import annotations

from typing import Any

from engine.decisions.model import Item
from engine.decisions.source import Source
from engine.decisions.xml import attribute, children, named_text


def read_item(element: Any, source: Source) -> Item:
    """An item definition or a component of one."""
    parts = children(element, "itemComponent")
    functions = children(element, "functionItem")
    return Item(
        name=attribute(element, "name"),
        base=source.type_inside(element),
        collection=attribute(element, "isCollection") == "true",
        allowed=named_text(element, "allowedValues"),
        constraint=named_text(element, "typeConstraint"),
        components=tuple(read_item(part, source) for part in parts),
        parameters=_parameters(functions[0], source) if functions else None,
    )


def _parameters(element: Any, source: Source) -> tuple[str | None, ...]:
    return tuple(source.type_of(one) for one in children(element, "parameters"))
