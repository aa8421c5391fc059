"""JSON values as what the inputs of decisions say they are: text that means a date becomes one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from engine.decisions.model import Decision, Item, Model

TAGS = {"date": "@d", "time": "@t", "date and time": "@dt"}
DURATION = "duration"
MOST_DEEP = 20


def typed(decisions: Iterable[Decision], values: Mapping[str, Any]) -> dict[str, Any]:
    """The values for `decide`: texts of date, time and duration inputs as such, the rest as it is.

    A value's type is that of the input data of its name, else that of a column that tests it.
    """
    found = list(decisions)
    models = _models(found)
    items = {item.name: item for model in models for item in model.items}
    items |= {f"{model.namespace}#{item.name}": item for model in models for item in model.items}
    types = {**_columns(found), **_inputs(models)}
    return {name: _as(types.get(name), value, items, 0) for name, value in values.items()}


def _models(decisions: Iterable[Decision]) -> list[Model]:
    """Their files and those read with them, the first last: its names hide others."""
    own = [one.model for one in decisions if one.model is not None]
    together = {one.file: one for model in own for one in (model, *model.together)}
    return list(reversed(together.values()))


def _inputs(models: Iterable[Model]) -> dict[str, str | None]:
    return {one.name: one.type for model in models for one in model.inputs}


def _columns(decisions: Iterable[Decision]) -> dict[str, str | None]:
    tables = (one.table for one in decisions if one.table is not None)
    return {column.text: column.type for table in tables for column in table.inputs}


def _as(type: str | None, value: Any, items: Mapping[str, Item], depth: int) -> Any:
    if type is not None and type in items and depth < MOST_DEEP:
        return _item(items[type], value, items, depth + 1)
    if isinstance(value, str) and type is not None:
        tag = "@du" if DURATION in type else TAGS.get(type)
        return {tag: value} if tag else value
    return value


def _item(item: Item, value: Any, items: Mapping[str, Item], depth: int) -> Any:
    if item.collection and isinstance(value, list):
        return [_single(item, one, items, depth) for one in value]
    return _single(item, value, items, depth)


def _single(item: Item, value: Any, items: Mapping[str, Item], depth: int) -> Any:
    if not item.components:
        return _as(item.base, value, items, depth)
    if not isinstance(value, dict):
        return value
    parts = {part.name: part for part in item.components}
    return {
        name: _item(parts[name], entry, items, depth) if name in parts else entry
        for name, entry in value.items()
    }
