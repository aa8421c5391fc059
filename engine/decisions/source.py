"""Where in a DMN file one is reading: for refusals, and to say what a type's name means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from engine.decisions.errors import DecisionRefused
from engine.decisions.xml import attribute, children

SIMPLE = {
    "number": "number",
    "integer": "number",
    "long": "number",
    "double": "number",
    "string": "string",
    "boolean": "boolean",
    "date": "date",
    "time": "time",
    "datetime": "date and time",
    "date and time": "date and time",
    "days and time duration": "days and time duration",
    "daytimeduration": "days and time duration",
    "years and months duration": "years and months duration",
    "yearmonthduration": "years and months duration",
    "context": "context",
    "list": "list",
    "function": "function",
    "any": None,
    "undefined": None,
    "": None,
}


@dataclass(frozen=True)
class Source:
    """The file, the element that is read, and how leniently.

    `standard` reads what the standard lets pass: a decision without logic or id.
    """

    file: str
    id: str
    standard: bool
    imports: Mapping[str, str]
    names: frozenset[str]

    def at(self, id: str) -> Source:
        """The same file at another element."""
        return replace(self, id=id)

    def refused(self, sentence: str, remedy: str) -> DecisionRefused:
        """The refusal of this element."""
        return DecisionRefused(self.file, self.id, sentence, remedy)

    def type_of(self, element: Any) -> str | None:
        """The type an element says its value has, None for any."""
        return self.type_named(attribute(element, "typeRef"), element.nsmap)

    def type_inside(self, element: Any) -> str | None:
        """The type an element names in its `typeRef` child."""
        found = children(element, "typeRef")
        text = "".join(found[0].itertext()).strip() if found else ""
        return self.type_named(text, element.nsmap)

    def type_named(self, text: str, prefixes: Mapping[str | None, str]) -> str | None:
        """A simple type, `name` of this file, `namespace#name` of an imported one, or None."""
        prefix, colon, local = text.partition(":")
        if not colon:
            prefix, local = "", text
        if text in self.names:
            return text
        space = prefixes.get(prefix, "") if prefix else ""
        if space in self.imports.values():
            return f"{space}#{local}"
        for name, imported in self.imports.items():
            if local.startswith(f"{name}."):
                return f"{imported}#{local[len(name) + 1 :]}"
        return SIMPLE.get(local.lower(), local)
