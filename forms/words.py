"""Where the words of a page come from: what was posted, else what was saved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from forms.model import Component
from forms.values import DATE_PARTS, clean

MOST_ROWS = 50
ACTION = "_action"


class Posted(Protocol):
    """What a browser sent: the `get` and `getlist` of a MultiDict."""

    def __contains__(self, name: object, /) -> bool: ...
    def get(self, name: str, default: str, /) -> str: ...
    def getlist(self, name: str, /) -> list[str]: ...


def word(component: Component, name: str, saved: object, posted: Posted | None) -> object:
    """What the person typed into this question, or what was saved when it was not on the page."""
    if posted is None:
        return saved
    if component.type == "checkbox":
        return name in posted
    if component.type == "checklist":
        return [clean(w) for w in posted.getlist(name)[:200]]
    if component.type == "datetime":
        return _date(name, saved, posted)
    return clean(_picked(component, name, posted)) if name in posted else saved


def _picked(component: Component, name: str, posted: Posted) -> str:
    """What was typed, or what was chosen from what was found for it."""
    action, mine = posted.get(ACTION, ""), f"pick:{name}:"
    chosen = component.picks and action.startswith(mine)
    return action.removeprefix(mine) if chosen else posted.get(name, "")


def _date(name: str, saved: object, posted: Posted) -> object:
    if not any(f"{name}-{part}" in posted for part in DATE_PARTS):
        return saved
    parts = {part: clean(posted.get(f"{name}-{part}", "")) for part in DATE_PARTS}
    return parts if any(parts.values()) else ""


def rows(component: Component, saved: object, posted: Posted | None) -> list[tuple[int, object]]:
    """The rows of a repeating list: each row's number on the page sent and its saved words."""
    kept = [r for r in saved if isinstance(r, Mapping)] if isinstance(saved, list) else []
    if posted is None or f"_count:{component.key}" not in posted:
        return list(enumerate(kept[:MOST_ROWS] or [{}]))
    sent = _count(posted.get(f"_count:{component.key}", "0"))
    action = posted.get(ACTION, "")
    gone = action.removeprefix(f"remove:{component.key}:")
    left: list[tuple[int, object]] = [(n, {}) for n in range(sent) if str(n) != gone]
    added: list[tuple[int, object]] = (
        [(sent, {})] if action == f"add:{component.key}" and sent < MOST_ROWS else []
    )
    return [*left, *added]


def _count(text: str) -> int:
    return min(int(text), MOST_ROWS) if text.isascii() and text.isdigit() and len(text) < 4 else 0


def row_action(posted: Posted | None) -> bool:
    """Whether the person asked for a row more or less, or to find somebody, and not to go on."""
    asked = ("add:", "remove:", "find:", "pick:")
    return posted is not None and posted.get(ACTION, "").startswith(asked)
