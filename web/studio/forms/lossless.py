"""Whether the form editor kept everything: two files compared by what they say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from forms import FormRefused, schema

# What the editor writes of its own, and what says no more than when it is left out.
OWN = frozenset({"layout", "exporter", "schemaVersion", "versionTag"})
NOTHING: tuple[object, ...] = (None, "", [], {})
MOST_TOLD = 20


def losses(before: bytes, after: bytes) -> list[str]:
    """What the first file says and the second does not, as sentences; [] when nothing is lost."""
    try:
        old, new = (Counter(_facts(schema.read("the form", one), "")) for one in (before, after))
    except FormRefused as no:
        return [f"{no.sentence} {no.remedy}"]
    gone = dict.fromkeys(f"{place} would be lost." for place, _ in (old - new))
    return list(gone)[:MOST_TOLD]


def _facts(value: object, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        name = value.get("key") or value.get("path")
        own = f"“{name}”" if isinstance(name, str) else place
        for key, inner in value.items():
            if key not in OWN and inner not in NOTHING:
                yield from _facts(inner, f"{own} {key}".strip())
    elif isinstance(value, list):
        for number, inner in enumerate(value, 1):
            yield from _facts(inner, f"{place} {number}")
    else:
        yield place, repr(value)
