"""Conditions: which questions are asked, by FEEL that the caller evaluates in one batch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from forms import markdown
from forms.items import Item
from forms.model import Component, Evaluate
from forms.rules import missing, out_of_time

Results = Mapping[str, object]
MOST_ROUNDS = 20


def texts_of(component: Component) -> list[str]:
    """Every FEEL text of one component: what decides about it, and those within its text."""
    return [*_deciding(component), *markdown.expressions(component.text)]


def asked(items: Sequence[Item]) -> list[Item]:
    """The items this person is asked, those of groups too, in order."""
    return [inner for item in items for inner in item.walk() if inner.asked]


def settle(
    items: Sequence[Item],
    given: Mapping[str, object],
    evaluate: Evaluate,
    also: Iterable[str] = (),
) -> Results:
    """Decide what is hidden, required and out of time. Gives the value of each text.

    An answer that is hidden counts as not given. Conditions do not go round in circles, so this
    comes to rest; one batch is enough unless a hidden question still holds an answer. The texts
    `also` are evaluated in the same batch.
    """
    flat = asked(items)
    batch = sorted({t for i in flat if _decides(i) for t in _deciding(i.component)} | set(also))
    empty = {i.component.key: None for o in items for i in o.walk() if i.component.key}
    hidden: set[str] = set()
    for _ in range(MOST_ROUNDS):
        results = _evaluated(batch, {**given, **empty, **_scope(flat, hidden)}, evaluate)
        _hide(items, results)
        now = {i.component.key for i in flat if i.hidden and i.value not in (None, False)}
        if now == hidden:
            break
        hidden = now
    for item in flat:
        if any(item.component.limits):
            limits = [_iso(results.get(text)) for text in item.component.limits]
            item.fault = item.fault or out_of_time(item.component, item.value, limits)
        _require(item, results)
    return results


def _require(item: Item, results: Results) -> None:
    """An answer is required always, or when the component's own FEEL says so."""
    asks = item.component.required_when
    item.required = item.component.required or bool(asks and results.get(asks) is True)
    if item.required and item.value in (None, "", [], False):
        item.fault = item.fault or missing(item.component)


def _decides(item: Item) -> bool:
    return bool(item.component.key) or item.type == "group"


def _deciding(component: Component) -> list[str]:
    texts = (component.hide, component.required_when, *component.limits)
    return [text for text in texts if text]


def _evaluated(texts: Sequence[str], scope: Mapping[str, object], evaluate: Evaluate) -> Results:
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


def _hide(items: Sequence[Item], results: Results, above: bool = False) -> None:
    for item in items:
        item.hidden = above or not item.asked or results.get(item.component.hide) is True
        _hide(item.items, results, item.hidden)


def _iso(limit: object) -> str:
    return limit.isoformat()[:10] if isinstance(limit, date) else ""
