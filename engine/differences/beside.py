"""Was and now beside each other: rows of tables, questions of forms, settings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from engine.decisions import Decision
from engine.decisions.logic import Rule, Table
from engine.differences.model import Version, shown
from forms import Component, Form

Mark = Literal["added", "changed", "removed"]
Cells = tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """One thing that differs: its name, and for each column what was and what is."""

    mark: Mark
    name: str
    was: Cells
    now: Cells


@dataclass(frozen=True)
class Sheet:
    """What differs in one table, form, or the settings. `columns` are the same for every line."""

    area: Literal["table", "form", "parameter"]
    title: str
    columns: Cells
    lines: tuple[Line, ...]


def sheets(old: Version, new: Version) -> list[Sheet]:
    """Every table, form and the settings in which something differs, line by line."""
    found = [*_tables(old, new), *_forms(old, new), _settings(old, new)]
    return [sheet for sheet in found if sheet.lines]


def _settings(old: Version, new: Version) -> Sheet:
    before, after = old.parameters, new.parameters
    was: dict[str, Cells] = {name: (shown(value),) for name, value in before.items()}
    now: dict[str, Cells] = {name: (shown(value),) for name, value in after.items()}
    return Sheet("parameter", "Settings", ("Value",), tuple(_lines(was, now, {})))


def _tables(old: Version, new: Version) -> Iterator[Sheet]:
    for id in sorted(old.decisions.keys() | new.decisions.keys()):
        before, after = old.decisions.get(id), new.decisions.get(id)
        tables = [one.table for one in (after, before) if one is not None and one.table is not None]
        known = after or before
        if not tables or known is None:
            continue
        columns = _columns(tables[0])
        was, now = _rows(before, columns), _rows(after, columns)
        numbers = {key: f"Row {rule.number}" for t in reversed(tables) for key, rule in _keyed(t)}
        lines = tuple(_lines(was, now, numbers))
        yield Sheet("table", known.name or id, columns, lines)


def _columns(table: Table) -> Cells:
    inputs = (one.label or one.text for one in table.inputs)
    return (*inputs, *(one.name or one.id for one in table.outputs), "Note")


def _rows(decision: Decision | None, columns: Cells) -> dict[str, Cells]:
    """The cells of each row by its id, as many as there are columns."""
    table = decision.table if decision is not None else None
    if table is None:
        return {}
    found: dict[str, Cells] = {}
    for key, rule in _keyed(table):
        cells = [cell or "" for cell in (*rule.inputs, *rule.outputs, rule.note or "")]
        found[key] = tuple((cells + [""] * len(columns))[: len(columns)])
    return found


def _keyed(table: Table) -> Iterable[tuple[str, Rule]]:
    return [(rule.id or str(rule.number), rule) for rule in table.rules]


def _forms(old: Version, new: Version) -> Iterator[Sheet]:
    for key in sorted(old.forms.keys() | new.forms.keys()):
        before, after = old.forms.get(key), new.forms.get(key)
        known = after or before
        if known is not None:
            lines = tuple(_lines(_questions(before), _questions(after), {}))
            yield Sheet("form", known.title, ("Question", "Answers"), lines)


def _questions(form: Form | None) -> dict[str, Cells]:
    found: dict[str, Cells] = {}
    for section in form.sections if form else ():
        for one in section.walk():
            place = f"{section.title}: " if section.title else ""
            found[f"{place}{one.key or one.id}"] = (one.label or one.text or "", _answers(one))
    return found


def _answers(one: Component) -> str:
    labels = ", ".join(option.label for option in one.options) or one.type
    return f"{labels}; must be answered" if one.required else labels


def _lines(was: dict[str, Cells], now: dict[str, Cells], names: dict[str, str]) -> Iterator[Line]:
    for key in dict.fromkeys((*was, *now)):
        before, after = was.get(key, ()), now.get(key, ())
        if before != after:
            mark: Mark = "added" if not before else "changed" if after else "removed"
            yield Line(mark, names.get(key, key), before, after)
