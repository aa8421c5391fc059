"""Columns of a decision table: one more, one less, and the one that switches rows."""

from __future__ import annotations

from typing import Any

from engine.decisions.logic import AGGREGATIONS, POLICIES
from engine.decisions.tables import ANY
from engine.decisions.xml import children
from engine.editing.rewriting import drop, made, put, say
from engine.editing.sheets import ON, TESTED, switch_of

LABEL = "In force"
POLICY_WORDS = (*POLICIES, *(f"COLLECT {one}" for one in AGGREGATIONS))


def choose_policy(table: Any, words: str) -> None:
    """Set the hit policy, such as FIRST, or COLLECT with its aggregation: "COLLECT SUM"."""
    if words not in POLICY_WORDS:
        return
    policy, aggregation = words, ""
    if words not in POLICIES:
        policy, _, aggregation = words.partition(" ")
    if policy != (table.get("hitPolicy") or "UNIQUE"):
        table.set("hitPolicy", policy)
    if aggregation:
        table.set("aggregation", aggregation)
    elif "aggregation" in table.attrib:
        del table.attrib["aggregation"]


def add_switch(table: Any) -> None:
    """A first column that tests `true`; nothing when there is one."""
    if switch_of(table) is None:
        _add_input(table, 0, LABEL, TESTED, "boolean", ON)


def add(table: Any, what: str, label: str, text: str) -> None:
    """A column behind the others of its kind: an input that tests `text`, or an output of that
    name."""
    if what == "input":
        _add_input(table, len(children(table, "input")), label, text, "", ANY)
        return
    columns = children(table, "output")
    column = made(table, "output", "output")
    column.set("label", label)
    column.set("name", text)
    put(table, table.index(columns[-1]) + 1, column)
    for rule in children(table, "rule"):
        _add_entry(rule, "outputEntry", len(columns), "")


def remove(table: Any, column: str) -> None:
    """Take out the column of this id; the last output stays."""
    for name, entry in (("input", "inputEntry"), ("output", "outputEntry")):
        columns = children(table, name)
        place = next((n for n, one in enumerate(columns) if one.get("id") == column), None)
        if place is None or (name == "output" and len(columns) == 1):
            continue
        drop(columns[place])
        for rule in children(table, "rule"):
            for cell in children(rule, entry)[place : place + 1]:
                drop(cell)


def _add_input(table: Any, place: int, label: str, text: str, kind: str, cell: str) -> None:
    column = made(table, "input", "input")
    column.set("label", label)
    there = children(table, "input")
    first = children(table, "output")[0]
    put(table, table.index(there[place] if place < len(there) else first), column)
    asked = made(column, "inputExpression", "inputExpression")
    if kind:
        asked.set("typeRef", kind)
    put(column, 0, asked)
    say(asked, "", text)
    for rule in children(table, "rule"):
        _add_entry(rule, "inputEntry", place, cell)


def _add_entry(rule: Any, name: str, place: int, words: str) -> None:
    entry = made(rule, name, name)
    there = children(rule, name)
    behind = there[place] if place < len(there) else None
    outputs = children(rule, "outputEntry") if name == "inputEntry" else []
    behind = behind if behind is not None else (outputs[0] if outputs else None)
    end = rule.index(there[-1]) + 1 if there else len(rule)
    put(rule, rule.index(behind) if behind is not None else end, entry)
    say(entry, "", words)
