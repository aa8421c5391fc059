"""A decision table as a person reads it: columns, rows, and which rows are switched off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from engine.decisions.opening import root_of
from engine.decisions.xml import attribute, child_text, children, named_text
from engine.editing.rewriting import described

NAME = re.compile(r"[A-Za-z_]\w*(\.\w+)*")
OFF, ON, TESTED = "false", "true", "true"


@dataclass(frozen=True)
class Column:
    """A column. `text` is the expression an input tests, or the name of an output's value."""

    id: str
    label: str
    text: str
    type: str
    values: str

    @property
    def words(self) -> str:
        """What people call it: its heading, else the last name of its expression as words."""
        if self.label != self.text:
            return self.label
        last = self.text.rpartition(".")[2].replace("_", " ").strip()
        return f"{last[:1].upper()}{last[1:]}" if NAME.fullmatch(self.text) else self.label


@dataclass(frozen=True)
class Row:
    """A rule. `id` finds it again; `cells` are the inputs', then the outputs', without the one
    that switches it; `on` is None where rows cannot be switched."""

    id: str
    on: bool | None
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class Sheet:
    """The table of one decision. `inputs` leave out the column that switches rows on and off,
    which is at `switch` among the drawn ones, or None."""

    decision: str
    name: str
    description: str
    policy: str
    aggregation: str
    inputs: tuple[Column, ...]
    outputs: tuple[Column, ...]
    rows: tuple[Row, ...]
    switch: int | None


def sheets(xml: bytes, file: str) -> list[Sheet]:
    """The tables of a DMN file in its order. Raises DecisionRefused for what is no DMN."""
    return [_sheet(decision, table) for decision, table in tables_in(root_of(xml, file))]


def tables_in(root: Any) -> Iterator[tuple[Any, Any]]:
    """Each decision that is a table, and the table."""
    for decision in children(root, "decision"):
        for table in children(decision, "decisionTable")[:1]:
            yield decision, table


def row_id(rule: Any, number: int) -> str:
    """What finds a rule again: its id, or its place where it has none."""
    return attribute(rule, "id") or f"rule {number}"


def switch_of(table: Any) -> int | None:
    """The place of the column that tests `true`, and so switches rows."""
    for place, column in enumerate(children(table, "input")):
        if named_text(column, "inputExpression") == TESTED:
            return place
    return None


def _sheet(decision: Any, table: Any) -> Sheet:
    switch = switch_of(table)
    return Sheet(
        decision=attribute(decision, "id"),
        name=attribute(decision, "name") or attribute(decision, "id"),
        description=described(decision),
        policy=attribute(table, "hitPolicy") or "UNIQUE",
        aggregation=attribute(table, "aggregation"),
        inputs=tuple(c for n, c in enumerate(_inputs(table)) if n != switch),
        outputs=tuple(map(_output, children(table, "output"))),
        rows=tuple(_row(one, n, switch) for n, one in enumerate(children(table, "rule"), 1)),
        switch=switch,
    )


def _inputs(table: Any) -> Iterator[Column]:
    for one in children(table, "input"):
        text = named_text(one, "inputExpression") or ""
        kind = "".join(attribute(e, "typeRef") for e in children(one, "inputExpression"))
        label = attribute(one, "label") or text
        yield Column(attribute(one, "id"), label, text, kind, named_text(one, "inputValues") or "")


def _output(one: Any) -> Column:
    name = attribute(one, "name")
    return Column(
        attribute(one, "id"),
        attribute(one, "label") or name or "Result",
        name,
        attribute(one, "typeRef"),
        named_text(one, "outputValues") or "",
    )


def _row(rule: Any, number: int, switch: int | None) -> Row:
    cells = [child_text(one) or "" for one in children(rule, "inputEntry")]
    on = None if switch is None or switch >= len(cells) else cells[switch] != OFF
    return Row(
        id=row_id(rule, number),
        on=on,
        inputs=tuple(cell for n, cell in enumerate(cells) if n != switch),
        outputs=tuple(child_text(one) or "" for one in children(rule, "outputEntry")),
        note=described(rule),
    )
