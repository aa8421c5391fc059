"""Conditions: which questions are shown, by FEEL that the caller evaluates in one batch."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date

from forms import markdown, names
from forms.items import Item, ShowWhen, is_choice
from forms.model import Component, Evaluate
from forms.rules import out_of_time

DATED = ("earliest", "latest")
MOST_ROUNDS = 20


def texts_of(component: Component) -> list[str]:
    """Every FEEL text of one component: its condition, its limits and those within its text."""
    limits = (component.properties.get(name, "").removeprefix("=") for name in DATED)
    inside = markdown.expressions(component.text)
    return [t.strip() for t in (component.hide, *limits, *inside) if t.strip()]


def settle(items: Sequence[Item], given: Mapping[str, object], evaluate: Evaluate) -> None:
    """Decide what is hidden, fill in the texts, and give each condition its truth table.

    An answer that is hidden counts as not given. Conditions do not go round in circles, so this
    comes to rest; one batch is enough unless a hidden question still holds an answer.
    """
    every = [inner for item in items for inner in item.walk()]
    flat = [item for item in every if item.asked]
    given = {**given, **{item.component.key: None for item in every if item.component.key}}
    tables = {id(item): _table(item, flat) for item in flat}
    batch = sorted({t for i in flat for t in texts_of(i.component)} | set(tables.values()) - {""})
    hidden: set[str] = set()
    for _ in range(MOST_ROUNDS):
        results = _evaluated(batch, {**given, **_scope(flat, hidden)}, evaluate)
        _hide(items, results)
        now = {i.component.key for i in flat if i.hidden and i.value not in (None, False)}
        if now == hidden:
            break
        hidden = now
    for item in flat:
        _finish(item, results, tables[id(item)], flat)


def _evaluated(
    texts: Sequence[str], scope: Mapping[str, object], evaluate: Evaluate
) -> Mapping[str, object]:
    return dict(zip(texts, evaluate(texts, scope), strict=True)) if texts else {}


def _scope(flat: Sequence[Item], hidden: set[str]) -> dict[str, object]:
    return {
        i.component.key: None if i.component.key in hidden else _seen(i)
        for i in flat
        if i.component.key
    }


def _seen(item: Item) -> object:
    if item.type == "dynamiclist":
        return [{c.component.key: c.value for c in row} for row in item.rows]
    if item.fault:
        return None
    dated = item.type == "datetime" and isinstance(item.value, str)
    return date.fromisoformat(str(item.value)) if dated else item.value


def _hide(items: Sequence[Item], results: Mapping[str, object], above: bool = False) -> None:
    for item in items:
        item.hidden = above or not item.asked or results.get(item.component.hide) is True
        _hide(item.items, results, item.hidden)


def _finish(item: Item, results: Mapping[str, object], table: str, flat: Sequence[Item]) -> None:
    text = item.component.text
    item.blocks = markdown.blocks(text, lambda feel: _said(results.get(feel)))
    limits = [_iso(results.get(_limit(item.component, name))) for name in DATED]
    item.fault = item.fault or out_of_time(item.component, item.value, limits)
    keys = {other.component.key for other in flat}
    item.follows = bool(item.component.key and names.used(item.component.hide) & keys)
    outcome = results.get(table)
    if table and isinstance(outcome, list | tuple):
        on = _depends_on(item, flat)
        shown = [v for v, hide in zip(_tried(on), outcome, strict=True) if hide is not True]
        item.rule = ShowWhen(on.name, tuple(_sent(v) for v in shown))


def _limit(component: Component, name: str) -> str:
    return component.properties.get(name, "").removeprefix("=").strip()


def _iso(limit: object) -> str:
    return limit.isoformat()[:10] if isinstance(limit, date) else ""


def _said(value: object) -> str:
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    return "" if value is None else str(value)


def _table(item: Item, flat: Sequence[Item]) -> str:
    """FEEL for the condition's outcome under each answer of the one choice it depends on."""
    if len(_choices_used(item, flat)) != 1:
        return ""
    on = _depends_on(item, flat)
    tried = ", ".join(
        "null" if v is None else json.dumps(v, ensure_ascii=False) for v in _tried(on)
    )
    return f"for {on.component.key} in [{tried}] return ({item.component.hide})"


def _choices_used(item: Item, flat: Sequence[Item]) -> list[Item]:
    used = names.used(item.component.hide)
    found = [other for other in flat if other.component.key in used]
    return found if all(is_choice(other) for other in found) else []


def _depends_on(item: Item, flat: Sequence[Item]) -> Item:
    return _choices_used(item, flat)[0]


def _tried(on: Item) -> list[object]:
    return [True, False] if on.type == "checkbox" else [*(o.value for o in on.options), None]


def _sent(value: object) -> str:
    if value is None or value is False:
        return ""
    return "on" if value is True else str(value)
