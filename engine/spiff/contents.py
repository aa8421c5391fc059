"""What a stored instance holds, from its bytes: names, kinds and sizes, and apart from that what
it says."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from typing import Any

from engine.spiff.state import StateUnreadable

KINDS = {
    "@dt": "date and time",
    "@d": "date",
    "@t": "time",
    "@du": "duration",
    "@mo": "duration",
    "@n": "number",
}


@dataclass(frozen=True)
class Held:
    """A variable: its kind in words, and how many bytes it takes. `local`: of one activity only."""

    name: str
    kind: str
    size: int
    local: bool


@dataclass(frozen=True)
class Value:
    """A variable with what it says, as text."""

    name: str
    text: str
    local: bool


def contents(blob: bytes) -> list[Held]:
    """The variables in this state, by name. Raises StateUnreadable for anything else."""
    return [
        Held(name, kind_of(value), len(json.dumps(value, separators=(",", ":")).encode()), local)
        for name, value, local in _variables(blob)
    ]


def values(blob: bytes) -> list[Value]:
    """The same with what they say: only for somebody who may read what people wrote."""
    return [Value(name, _text(value), local) for name, value, local in _variables(blob)]


def _variables(blob: bytes) -> list[tuple[str, Any, bool]]:
    try:
        content = json.loads(zlib.decompress(blob).decode())
        found = [(name, value, False) for name, value in content["variables"].items()]
        for table in content["locals"]:
            found += [(name, value, True) for name, value in table.items()]
    except (zlib.error, ValueError, LookupError, TypeError, AttributeError):
        raise StateUnreadable("What is stored of the instance cannot be read.") from None
    return sorted(found, key=lambda one: (one[2], one[0]))


def _text(value: object) -> str:
    if isinstance(value, dict) and len(value) == 1 and next(iter(value)) in KINDS:
        return str(next(iter(value.values())))
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, indent=1)


def kind_of(value: object) -> str:
    """What kind of value it is, in words."""
    if isinstance(value, dict):
        tag = next(iter(value), "")
        return KINDS.get(tag, "context") if len(value) == 1 else "context"
    if isinstance(value, bool):
        return "yes or no"
    if isinstance(value, list):
        return "list"
    if value is None:
        return "empty"
    return "text" if isinstance(value, str) else "number"
