"""Process values as plain JSON: dates, times and durations as ISO 8601 text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any


def plain_value(value: Any) -> Any:
    """The value with nothing in it that JSON has no word for."""
    if isinstance(value, Mapping):
        return {str(name): plain_value(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain_value(part) for part in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, timedelta):
        return duration(value)
    return value.isoformat() if isinstance(value, date | datetime | time) else value


def duration(value: timedelta) -> str:
    """A length of time as ISO 8601, such as P1DT2H or -PT30M."""
    size = abs(value)
    minutes, seconds = divmod(size.seconds + size.microseconds / 1e6, 60)
    hours, minutes = divmod(int(minutes), 60)
    days = f"{size.days}D" if size.days else ""
    parts = ((hours, "H"), (minutes, "M"), (seconds, "S"))
    clock = "".join(f"{number:g}{unit}" for number, unit in parts if number)
    text = f"P{days}{'T' if clock else ''}{clock}" if days or clock else "PT0S"
    return f"-{text}" if value < timedelta(0) else text
