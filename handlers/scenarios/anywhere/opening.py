"""What a story about a process begins with, and values as TOML writes them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from engine.rehearsal import START, Opening
from handlers.scenarios.feel import value_of
from handlers.scenarios.model import ScenarioBroken


def opening_of(given: Mapping[str, Any], zone: str) -> Opening:
    """The process, its variables and the instant that `given` names. Raises ScenarioBroken."""
    variables = meant(given.get("variables", {}), zone)
    if not isinstance(variables, dict):
        raise ScenarioBroken("The variables given are no table of names and values.")
    return Opening(str(given["process"]), variables, instant(given.get("at", START), zone))


def instant(value: Any, zone: str) -> datetime:
    """A moment, written with or without quotation marks. Raises ScenarioBroken."""
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        found = None
    if not isinstance(found, datetime):
        raise ScenarioBroken(f"{value!r} is no moment such as 2026-11-24 08:00.")
    return found if found.tzinfo else found.replace(tzinfo=ZoneInfo(zone))


def meant(value: Any, zone: str) -> Any:
    """The value a story means: text that begins with "=" is FEEL, and moments that name no zone
    are those of the clocks people read. Raises ExpressionFailed."""
    if isinstance(value, dict):
        return {name: meant(part, zone) for name, part in value.items()}
    if isinstance(value, list):
        return [meant(part, zone) for part in value]
    if isinstance(value, str) and value.startswith("="):
        return value_of(value[1:], START, zone)
    if isinstance(value, datetime) and value.tzinfo is None:
        return value.replace(tzinfo=ZoneInfo(zone))
    return value
