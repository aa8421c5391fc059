"""Values as owners type and read them: FEEL, and plain words where the type is known."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from engine.errors import PlumblineError
from engine.expressions import ExpressionFailed, check_name
from handlers.scenarios import feel
from web.words import HERE

HOW = 'Write words in quotation marks, numbers as they are, days as @"2026-12-01".'
# Further away no clock can be moved on or shown in another zone.
YEARS = range(1900, 2900)
WORDS: Mapping[str, str] = {"yes": "true", "no": "false"}


class ValueRefused(PlumblineError):
    """What was typed is no value; the sentence says what to write."""


def value_of(text: str, at: datetime) -> Any:
    """The value of a FEEL text; nothing for an empty one. Raises ValueRefused."""
    if not text.strip():
        return None
    try:
        return feel.value_of(text.strip(), at, HERE.key)
    except ExpressionFailed as error:
        raise ValueRefused(f"“{text.strip()[:60]}” is no value. {HOW}") from error


def typed(text: str, kind: str, at: datetime) -> Any:
    """What was typed for a variable that bundle.toml declares of this kind. Raises ValueRefused."""
    text = text.strip()
    if not text:
        return None
    if kind.startswith("text"):
        return text
    if kind.startswith("date and time"):
        return moment_of(text)
    if kind.startswith("date"):
        return _day(text)
    return value_of(WORDS.get(text.lower(), text), at)


def moment_of(text: str) -> datetime:
    """A moment such as 2026-12-01 09:00, on the clocks of the office. Raises ValueRefused."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        raise ValueRefused("Write a moment like 2026-12-01 09:00.") from None
    if found.year not in YEARS:
        raise ValueRefused("Write a moment between 1900 and 2900.")
    return found if found.tzinfo else found.replace(tzinfo=HERE)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueRefused("Write a day like 2026-12-01.") from None


def lines_of(text: str, at: datetime) -> dict[str, Any]:
    """The values of lines `name = value`. Raises ValueRefused, naming the line."""
    found = {}
    for line in filter(str.strip, text.splitlines()):
        name, equals, said = (part.strip() for part in line.partition("="))
        if not equals or check_name(name):
            raise ValueRefused(f"“{line.strip()[:60]}”: write each line as name = value.")
        found[name] = value_of(said, at)
    return found


def on_clock(at: datetime) -> str:
    """2026-12-01 09:00, as it is typed; with seconds where there are any."""
    local = at.astimezone(HERE)
    return f"{local:%Y-%m-%d %H:%M:%S}" if local.second else f"{local:%Y-%m-%d %H:%M}"
