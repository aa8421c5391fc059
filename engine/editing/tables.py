"""Changing a decision table: cells, rows and columns. What is not named stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from engine.decisions.opening import root_of
from engine.decisions.tables import ANY, MOST_RULES
from engine.decisions.xml import children
from engine.editing import columns
from engine.editing.rewriting import describe, drop, made, put, say, written
from engine.editing.sheets import OFF, ON, row_id, switch_of, tables_in

MOST_LETTERS = 5_000
GONE = "That table is not in the file any more. Open it again."
MANY = f"A table has at most {MOST_RULES:,} rows."


class EditRefused(ValueError):
    """An edit that cannot be made; `str()` is a sentence for the person who asked for it."""


@dataclass(frozen=True)
class RowWords:
    """What a row is to hold. `id` is that of a row in the file, or "" for a new one."""

    id: str
    on: bool
    inputs: Sequence[str]
    outputs: Sequence[str]
    note: str


def with_rows(
    xml: bytes, file: str, decision: str, rows: Sequence[RowWords], policy: str = ""
) -> bytes:
    """The file with exactly these rows in this order. Raises DecisionRefused and EditRefused."""

    def change(table: Any) -> None:
        if policy:
            columns.choose_policy(table, policy)
        there = {row_id(rule, n): rule for n, rule in enumerate(children(table, "rule"), 1)}
        kept = [_filled(table, there.get(row.id), row) for row in rows]
        if len(kept) > MOST_RULES:
            raise EditRefused(MANY)
        _place(table, kept)

    return _changed(xml, file, decision, change)


def with_switch(xml: bytes, file: str, decision: str) -> bytes:
    """The file with a first column that switches rows of that table on and off: all are on."""
    return _changed(xml, file, decision, columns.add_switch)


def with_column(xml: bytes, file: str, decision: str, what: str, label: str, text: str) -> bytes:
    """The file with one more column, the last "input" or "output"; its cells are empty."""
    return _changed(xml, file, decision, lambda table: columns.add(table, what, label, text))


def without_column(xml: bytes, file: str, decision: str, column: str) -> bytes:
    """The file without the column of this id and its cells."""
    return _changed(xml, file, decision, lambda table: columns.remove(table, column))


def _changed(xml: bytes, file: str, decision: str, change: Callable[[Any], None]) -> bytes:
    root = root_of(xml, file)
    table = next((t for d, t in tables_in(root) if d.get("id") == decision), None)
    if table is None:
        raise EditRefused(GONE)
    change(table)
    return written(root, xml)


def _filled(table: Any, rule: Any | None, row: RowWords) -> Any:
    """The rule with these words, made when it is new."""
    rule = _new(table) if rule is None else rule
    switch = switch_of(table)
    cells = [_cell(words) for words in row.inputs]
    if switch is not None:
        cells.insert(switch, ON if row.on else OFF)
    _write(rule, "inputEntry", cells, switch)
    _write(rule, "outputEntry", [_short(words) for words in row.outputs], None)
    describe(rule, _short(row.note))
    return rule


def _write(rule: Any, name: str, cells: Sequence[str], switch: int | None) -> None:
    entries = children(rule, name)
    if len(entries) != len(cells):
        raise EditRefused("A row has another number of cells than the table has columns.")
    for n, (entry, words) in enumerate(zip(entries, cells, strict=True)):
        there = "".join(entry.itertext()).strip()
        still = (
            (there != OFF) == (words != OFF) if n == switch else (there or ANY) == (words or ANY)
        )
        if not still:
            say(entry, "", words)


def _new(table: Any) -> Any:
    rule = made(table, "rule", "rule")
    wanted = [("inputEntry", len(children(table, "input")), ANY)]
    wanted.append(("outputEntry", len(children(table, "output")), ""))
    put(table, len(table), rule)
    for name, count, words in wanted:
        for _ in range(count):
            entry = made(rule, name, name)
            put(rule, len(rule), entry)
            say(entry, "", words)
    return rule


def _place(table: Any, kept: Sequence[Any]) -> None:
    """Put the rules into this order and take the others out."""
    for rule in children(table, "rule"):
        if rule not in kept:
            drop(rule)
    if children(table, "rule") == list(kept):
        return
    for rule in kept:
        drop(rule)
    for rule in kept:
        put(table, len(table), rule)


def _cell(words: str) -> str:
    return _short(words) or ANY


def _short(words: str) -> str:
    text = words.replace("\r\n", "\n").strip()
    if len(text) > MOST_LETTERS:
        raise EditRefused(f"A cell holds at most {MOST_LETTERS:,} characters.")
    if not all(letter.isprintable() or letter in "\n\t" for letter in text):
        raise EditRefused("A cell holds a character that cannot be written.")
    return text
