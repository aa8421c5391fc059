"""Values as FEEL writes them: what TOML and a line of text have no word for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from engine.calendar import Calendar
from engine.expressions import Settings, check_name, evaluate
from engine.months import Months


def feel(value: Any) -> str:
    """The value as FEEL would write it."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(name)}: {feel(part)}" for name, part in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(feel(part) for part in value) + "]"
    if isinstance(value, date | time | timedelta | Months):
        return f'@"{_tagged(value)}"'
    return json.dumps(value, ensure_ascii=False, default=str)


def value_of(text: str, at: datetime, zone: str) -> Any:
    """The value of a FEEL text in which nothing is named. Raises ExpressionFailed."""
    return evaluate(text, {}, Settings(at, Calendar(), zone))


def _tagged(value: date | time | timedelta | Months) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, Months):
        return f"P{value.count}M"
    if isinstance(value, timedelta):
        return f"PT{round(value.total_seconds())}S"
    return value.isoformat()


def _key(name: str) -> str:
    return name if check_name(name) is None else json.dumps(name)
