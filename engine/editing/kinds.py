"""Kinds of values that an owner may type: which a value is, how it is shown, how it is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Literal

from engine.editing.words import WordRefused, day_of, days_of, lines_of, number_of, text_of, time_of

Kind = Literal["number", "decimal", "yes_no", "time", "text", "date", "list", "days", "other"]


def kind_of(value: object) -> Kind:
    """Which kind of field a value needs; "other" for what only the text of the file can say."""
    if isinstance(value, str):
        return "time" if _is_time(value) else "text" if "\n" not in value else "other"
    if isinstance(value, list):
        plain = all(isinstance(one, str) and "\n" not in one for one in value)
        return "list" if value and plain else "other"
    kinds: tuple[tuple[type, Kind], ...] = (
        (bool, "yes_no"), (int, "number"), (float, "decimal"), (datetime, "other"), (date, "date")
    )  # fmt: skip
    return next((kind for type_, kind in kinds if isinstance(value, type_)), "other")


def _is_time(text: str) -> bool:
    try:
        return time_of(text) == text
    except WordRefused:
        return False


def shown(value: object) -> str:
    """A value as it is typed into its field."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    return "\n".join(map(shown, value)) if isinstance(value, list) else str(value)


def _yes_no(words: str) -> bool:
    if words not in ("yes", "no"):
        raise WordRefused("yes or no")
    return words == "yes"


def _whole(words: str) -> int:
    found = number_of(words)
    if found != int(found) or "." in words:
        raise WordRefused("a whole number, like 15")
    return int(found)


# What reads the words of a kind; WordRefused says what they must be.
READ: Mapping[Kind, Callable[[str], object]] = {
    "number": _whole,
    "decimal": number_of,
    "yes_no": _yes_no,
    "time": time_of,
    "text": text_of,
    "date": day_of,
    "list": lines_of,
    "days": days_of,
}
