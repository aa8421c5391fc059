"""What of the variables a text can see: only that reaches the machine.

Of a record of which a text names entries alone, such as `parameters.due_at`, only those entries.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from engine.expressions.checking import reserved_names

# The entries that are named; None for the whole value.
Entries = frozenset[str] | None
WORD = r"[^\W\d]\w*"
USE = re.compile(rf"({WORD})(?=(?:\s*\.\s*({WORD}))?)")


@lru_cache(maxsize=8192)
def mentioned(*texts: str) -> Mapping[str, Entries]:
    """Every word in the texts that could be a variable's name, with the entries they name."""
    found: dict[str, Entries] = {}
    for name, entry in (use for text in texts for use in USE.findall(text)):
        before = found.get(name, frozenset())
        found[name] = before | {entry} if entry and before is not None else None
    # A variable called like a function is never passed: it would hide the function.
    return {name: found[name] for name in found.keys() - reserved_names()}


def named(names: Mapping[str, Entries], variables: Mapping[str, object]) -> dict[str, object]:
    """Those of the variables that are named, and no more of each than is named."""
    return {
        name: _narrowed(variables[name], entries)
        for name, entries in names.items()
        if name in variables
    }


def _narrowed(value: object, entries: Entries) -> object:
    if entries is None or not isinstance(value, Mapping):
        return value
    return {entry: value[entry] for entry in entries if entry in value}
