"""What a scenario expected and what it found, as an owner would say it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from handlers.scenarios.feel import feel
from handlers.scenarios.model import ScenarioBroken

MOST_NAMED = 6


def demand(name: str, wanted: Any, found: Any) -> None:
    """Raise ScenarioBroken, with what differs, unless what was found is what was wanted."""
    if found == wanted:
        return
    if isinstance(wanted, list) and isinstance(found, list) and _differ(wanted, found):
        raise ScenarioBroken(f"{name}: {_lists(wanted, found)}.")
    raise ScenarioBroken(f"{name}: expected {feel(wanted)}, found {feel(found)}.")


def _lists(wanted: list[Any], found: list[Any]) -> str:
    missing, besides = _beyond(wanted, found), _beyond(found, wanted)
    said = [f"{_named(missing)} missing"] if missing else []
    return ", ".join([*said, *([f"{_named(besides)} not expected"] if besides else [])])


def _differ(wanted: list[Any], found: list[Any]) -> bool:
    """Whether it is what is in them, and not only the order."""
    return bool(_beyond(wanted, found) or _beyond(found, wanted))


def _beyond(some: Sequence[Any], others: Sequence[Any]) -> list[str]:
    left = Counter(map(_word, some)) - Counter(map(_word, others))
    return list(left.elements())


def _named(words: list[str]) -> str:
    shown = " and ".join(f"“{word}”" for word in words[:MOST_NAMED])
    return shown if len(words) <= MOST_NAMED else f"{shown} and {len(words) - MOST_NAMED} more"


def _word(value: Any) -> str:
    return value if isinstance(value, str) else feel(value)
