"""Logic as plain values for the kernel, and the texts in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from functools import lru_cache

from engine.decisions.elements import Element
from engine.decisions.logic import Expression, Input, Output, Rule, parts
from engine.decisions.model import Decision, Knowledge

Typed = Callable[[str | None], str | None]


def plain(value: object, typed: Typed) -> object:
    """JSON-like: records under their `kind`, every `type` as `typed` gives it."""
    if value is None or isinstance(value, str):  # most of a table is cells
        return value
    if isinstance(value, tuple):
        return [plain(member, typed) for member in value]
    names = _entries(type(value))  # type: ignore[arg-type]  # a class is hashable
    if names is None:
        return value
    kind = {"kind": value.kind} if hasattr(value, "kind") else {}
    return kind | {name: _entry(name, getattr(value, name), typed) for name in names}


@lru_cache(maxsize=64)
def _entries(kind: type) -> tuple[str, ...] | None:
    """The names of a record's entries; None for what is none."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else None


def _entry(name: str, value: object, typed: Typed) -> object:
    if name == "type" and (value is None or isinstance(value, str)):
        return typed(value)
    return plain(value, typed)


@lru_cache(maxsize=4096)
def texts_of(element: Element) -> tuple[str, ...]:
    """Every expression and cell of an element."""
    if isinstance(element, Decision):
        return tuple(_texts(element.logic))
    if isinstance(element, Knowledge):
        return tuple(_texts(element.function))
    return ()


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, Rule):
        yield from (text for text in (*value.inputs, *value.outputs) if text is not None)
    elif isinstance(value, Input | Output | Expression):
        written = (getattr(value, name, None) for name in ("text", "values", "default"))
        yield from (text for text in written if text is not None)
    else:
        for part in parts(value):
            yield from _texts(part)
