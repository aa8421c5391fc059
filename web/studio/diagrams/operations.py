"""The services that a step can use, in words: what each does, takes and gives."""

from __future__ import annotations

import re
from typing import Any

from engine.registry import Handler

Choice = dict[str, Any]
LISTS = ("list", "Sequence", "tuple")
PLAIN = {
    **{"str": "text", "int": "whole number", "float": "number", "bool": "yes or no"},
    **{"dict": "record", "Mapping": "record", "None": "nothing", "object": "anything"},
    **{"date": "date", "datetime": "date and time", "UUID": "id"},
}


def operation_words(handler: Handler) -> str:
    """What a service does, in a sentence."""
    return " ".join(handler.sentence.split()).replace("`", "") or handler.operation


def operation(handler: Handler) -> Choice:
    """A service with its parameters, as JSON for the editor."""
    return {
        "key": handler.operation,
        "words": operation_words(handler),
        "later": handler.mode == "job",
        "outputs": list(handler.outputs),
        "parameters": [
            {"key": name, "words": type_words(kind), "required": name in handler.required}
            for name, kind in handler.inputs.items()
        ],
    }


def type_words(annotation: object) -> str:
    """What a parameter takes, for people: "text", "list of text", "date or nothing"."""
    written = annotation if isinstance(annotation, str) else getattr(annotation, "__name__", "")
    kinds = re.sub(r"\[[^\[\]]*\[.*?\]\]", "[object]", written).split(" | ")
    return " or ".join(dict.fromkeys(_kind_words(kind.strip()) for kind in kinds))


def _kind_words(kind: str) -> str:
    outer, _, inside = kind.partition("[")
    if outer in LISTS:
        within = PLAIN.get(inside.rstrip("]"), "")
        return "list" if within in ("", "anything") else f"list of {within}s"
    return PLAIN.get(outer, outer)
