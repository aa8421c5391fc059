"""Values of the TCK's XML as the kernel's JSON, and whether two such are the same.

Both sides are held as JSON with tags, not as Python values: Python has no date before year 1,
no local date and time here, and no nanoseconds.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any

from lxml import etree

NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
DURATION = re.compile(
    r"(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?"
)
READERS: dict[str, Callable[[str], Any]] = {
    "boolean": lambda text: text in ("true", "1"),
    "decimal": float,
    "double": lambda text: float(text.replace("INF", "inf")),
    "integer": float,
    "date": lambda text: {"@d": text},
    "dateTime": lambda text: {"@dt": text},
    "time": lambda text: {"@t": text},
    "duration": lambda text: {"@du": text},
}


def value_of(element: Any) -> Any:
    """The value inside an element: of a `value`, of `component`s or of a `list`."""
    parts = _parts(element)
    names = [etree.QName(one).localname for one in parts]
    if element.get(NIL) == "true" or not parts:
        return None
    if names[0] == "list":
        members = parts[0].iterchildren("{*}item")
        return None if parts[0].get(NIL) == "true" else [value_of(one) for one in members]
    if names[0] == "component":
        return {one.get("name"): value_of(one) for one in parts if one.get("name") is not None}
    return _simple(parts[0])


def _parts(element: Any) -> list[Any]:
    """The elements inside, without comments."""
    return [one for one in element if isinstance(one.tag, str)]


def _simple(element: Any) -> Any:
    if element.get(NIL) == "true":
        return None
    text = "".join(element.itertext())
    kind = (element.get(TYPE) or "string").rpartition(":")[2]
    return READERS[kind](text.strip()) if kind in READERS else text


def same(one: Any, other: Any) -> bool:
    """Whether two values are equal: numbers to eight digits, durations by length."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_entry(k, one[k], other[k]) for k in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if _is_number(one) and _is_number(other):
        return math.isclose(one, other, rel_tol=1e-8, abs_tol=1e-8)
    return type(one) is type(other) and bool(one == other)


def _entry(key: str, one: Any, other: Any) -> bool:
    if key in ("@t", "@dt") and isinstance(one, str) and isinstance(other, str):
        return _clock(one) == _clock(other)
    if key == "@du" and isinstance(one, str) and isinstance(other, str):
        return _length(one) == _length(other)
    return same(one, other)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _clock(text: str) -> str:
    """A time or date and time with no trailing zeros, and one way to write UTC."""
    text = re.sub(r"(\.\d*?)0+(?=\D|$)", r"\1", text)
    text = re.sub(r"\.(?=\D|$)", "", text)
    text = re.sub(r"(\+00:00|@UTC|@Etc/UTC)$", "Z", text)
    return re.sub(r"^(-?[\d-]+T)?(\d\d:\d\d)(?=$|Z|@|[+-])", r"\1\2:00", text)


def _length(text: str) -> Any:
    found = DURATION.fullmatch(text)
    if not found:
        return text
    sign, *parts = found.groups()
    years, months, days, hours, minutes, seconds = (float(part or 0) for part in parts)
    factor = -1 if sign else 1
    total = ((days * 24 + hours) * 60 + minutes) * 60 + seconds
    return factor * (years * 12 + months), factor * total
