"""What a stored instance holds, without what it says: names, kinds and sizes from its bytes."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
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


def contents(blob: bytes) -> list[Held]:
    """The variables in this state, by name. Raises StateUnreadable for anything else."""
    try:
        content = json.loads(zlib.decompress(blob).decode())
        found = [*_held(content["variables"], local=False)]
        for table in content["locals"]:
            found += _held(table, local=True)
    except (zlib.error, ValueError, LookupError, TypeError, AttributeError):
        raise StateUnreadable("What is stored of the instance cannot be read.") from None
    return sorted(found, key=lambda held: (held.local, held.name))


def _held(variables: dict[str, Any], *, local: bool) -> Iterator[Held]:
    for name, value in variables.items():
        size = len(json.dumps(value, separators=(",", ":")).encode())
        yield Held(name, kind_of(value), size, local)


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
