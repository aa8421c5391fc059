"""What only a page needs: the texts with their values, and a truth table for each condition."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from forms import markdown, names
from forms.conditions import texts_of
from forms.items import Item, ShowWhen, is_choice

# Longer texts, and texts nested deeper, might be refused by the expression language.
LONGEST_TABLE = 1_000
MOST_BRACKETS = 30


def texts(flat: Sequence[Item]) -> set[str]:
    """The FEEL texts to evaluate besides those that decide."""
    own = {text for item in flat for text in texts_of(item.component)}
    return (own | {_table(item, flat) for item in flat}) - {""}


def finish(
    flat: Sequence[Item], results: Mapping[str, object], decided: Collection[str] = ()
) -> None:
    """Fill in the texts, and give each condition that depends on one choice its truth table.

    `decided` are the names of decisions: an inset or a warning that uses one has no table.
    """
    keys = {item.component.key for item in flat}
    for item in flat:
        item.blocks = markdown.blocks(item.component.text, lambda feel: _said(results.get(feel)))
        item.follows = bool(item.component.key and names.used(item.component.hide) & keys)
        item.live = _is_live(item, decided)
        item.rule = None if item.live else _rule(item, flat, results)


def _is_live(item: Item, decided: Collection[str]) -> bool:
    if item.type != "text" or item.component.properties.get("style") not in ("inset", "warning"):
        return False
    return any(names.used(text) & set(decided) for text in texts_of(item.component))


def _rule(item: Item, flat: Sequence[Item], results: Mapping[str, object]) -> ShowWhen | None:
    on, outcome = _depends_on(item, flat), results.get(_table(item, flat))
    if on is None or not isinstance(outcome, list | tuple):
        return None
    shown = [value for value, hide in zip(_tried(on), outcome, strict=True) if hide is not True]
    return ShowWhen(on.name, tuple(_sent(value) for value in shown))


def _table(item: Item, flat: Sequence[Item]) -> str:
    """FEEL for the condition's outcome under each answer of the one choice it depends on.

    "" where there is no such choice, or it has too many answers: the question stays in view.
    """
    on = _depends_on(item, flat)
    if on is None:
        return ""
    tried = ", ".join(json.dumps(value, ensure_ascii=False) for value in _tried(on))
    text = f"for {on.component.key} in [{tried}] return ({item.component.hide})"
    plain = len(text) <= LONGEST_TABLE and len(re.findall(r"[(\[{]", text)) <= MOST_BRACKETS
    return text if plain else ""


def _depends_on(item: Item, flat: Sequence[Item]) -> Item | None:
    if not item.component.hide:
        return None
    used = names.used(item.component.hide)
    found = [other for other in flat if other.component.key in used]
    return found[0] if len(found) == 1 and is_choice(found[0]) else None


def _tried(on: Item) -> list[object]:
    return [True, False] if on.type == "checkbox" else [*(o.value for o in on.options), None]


def _sent(value: object) -> str:
    if value is None or value is False:
        return ""
    return "on" if value is True else str(value)


def _said(value: object) -> str:
    if isinstance(value, list):
        return " ".join(_said(one) for one in value)
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    return "" if value is None else str(value)
