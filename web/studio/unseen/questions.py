"""Forms: what a question, or the whole form, says that the form editor has no words for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from forms import schema

# What the form editor writes and offers; all else it only carries along.
_UNDERSTOOD = """
    action alt appearance components computeOnDate conditional content dateLabel defaultValue
    decimalDigits defaultRows description direction disabled disallowPassedDates disablePrefill
    expression exporter height html id imageSource increment inline isRepeating key label layout
    path properties readonly rowCount schemaVersion searchable security serializeToString
    showOutline source subtype text timeInterval timeLabel timeSerializingFormat title type url
    use24h validate values valuesKey valuesExpression verticalAlignment versionTag"""
UNDERSTOOD = frozenset(_UNDERSTOOD.split())
NOTHING: tuple[object, ...] = (None, "", [], {})
Part = tuple[str, str, str]


def dropped(before: bytes, after: bytes) -> list[str]:
    """What a question of the first says, that of the second does not. Raises FormRefused."""
    old, new = (schema.read("the form", content) for content in (before, after))
    kept, there = set(_parts(new)), {key for key, _ in _components(new)}
    lost = [one for one in _parts(old) if one not in kept and one[0] in there]
    return [f"The setting {name} of {_called(key)} would be lost." for key, name, _ in lost]


def _parts(form: Mapping[str, object]) -> Iterator[Part]:
    for key, component in _components(form):
        for name, value in component.items():
            if name not in UNDERSTOOD and value not in NOTHING:
                yield key, name, json.dumps(value, sort_keys=True)


def _components(
    one: Mapping[str, object], above: bool = False
) -> Iterator[tuple[str, Mapping[str, object]]]:
    """The form under "", and each component under its key or id."""
    yield str(one.get("key") or one.get("path") or one.get("id") or "?") if above else "", one
    inner = one.get("components")
    for component in inner if isinstance(inner, list) else ():
        if isinstance(component, Mapping):
            yield from _components(component, above=True)


def _called(key: str) -> str:
    return f"“{key}”" if key else "the form"
