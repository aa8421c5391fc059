"""Process values as JSON and back: dates, times, durations and decimals keep their type.

A tag is a record with one name that begins with "@"; `check_value` lets no such name in from
outside, so nothing a person sends can be mistaken for one.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from engine.months import Months


def encode(value: Any) -> Any:
    """The value with tags in place of what JSON has no word for. TypeError for anything odd."""
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, Mapping):
        return {str(name): encode(part) for name, part in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [encode(part) for part in value]
    return _tag(value)


def decode(value: Any) -> Any:
    """The value that was encoded."""
    if isinstance(value, list):
        return [decode(part) for part in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        [(name, text)] = value.items()
        if name in READERS:
            return READERS[name](text)
    return {name: decode(part) for name, part in value.items()}


def _tag(value: object) -> dict[str, Any]:
    if isinstance(value, datetime):
        return {"@instant": value.astimezone(UTC).isoformat()}
    if isinstance(value, date | time):
        return {"@date" if isinstance(value, date) else "@time": value.isoformat()}
    if isinstance(value, timedelta):
        return {"@seconds": value.total_seconds()}
    if isinstance(value, Months):
        return {"@months": value.count}
    if isinstance(value, Decimal):
        return {"@decimal": str(value)}
    raise TypeError(f"{type(value).__name__} cannot be kept as a value")


READERS: dict[str, Any] = {
    "@instant": datetime.fromisoformat,
    "@date": date.fromisoformat,
    "@time": time.fromisoformat,
    "@seconds": lambda seconds: timedelta(seconds=seconds),
    "@months": Months,
    "@decimal": Decimal,
}
