"""Numbers that people read on a diagram, beside the settings and tables that they come from.

Who changes a setting changes what happens, not what a name or a reason says of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.checks.subject import Subject
from engine.decisions import Table
from engine.model import Finding
from engine.spiff import Node

UNITS = r"(?:working )?(?:minute|hour|day|week|month|year)s?\b"
TOLD = re.compile(rf"\b(\d+) (?={UNITS})")
NUMBER = re.compile(r"\b\d+\b")
QUOTED = re.compile(r'"[^"]*"')
WORD = re.compile(r"\b(parameters\.)?([A-Za-z_]\w*)")
REMEDY = "Write the number that holds, or words that hold whatever the setting is."


def findings(subject: Subject) -> Iterator[Finding]:
    """Names of timers, and reasons for a date, with a number that is not in what decides it."""
    for diagram, _, node in subject.nodes():
        for where, told, text in _read(node):
            given = _given(subject, text)
            for number in TOLD.findall(told) if given else ():
                if number not in given | set(NUMBER.findall(text)):
                    said = f"{where} says {number}; what decides it has {_listed(given)}."
                    yield Finding("advice", diagram.file, node.id, said, REMEDY)


def _read(node: Node) -> Iterator[tuple[str, str, str]]:
    """What is read, beside the expression it speaks of."""
    for event in node.events:
        if event.kind == "timer" and event.text:
            yield "Its name", node.name, event.text
    if node.properties.get("due"):
        reason = node.properties.get("dueReason", "")
        yield "Why it is due then", reason, node.properties["due"]


def _given(subject: Subject, text: str) -> set[str]:
    """The whole numbers in the settings and tables that an expression asks."""
    found: set[str] = set()
    tables = {one.id: one for one in subject.decisions}
    for setting, name in WORD.findall(text):
        value = subject.bundle.parameters.get(name) if setting else None
        if isinstance(value, int) and not isinstance(value, bool):
            found.add(str(value))
        elif name in tables and (table := tables[name].table) is not None:
            found |= _numbers(table, set(QUOTED.findall(text)))
    return found


def _numbers(table: Table, chosen: set[str]) -> set[str]:
    """Those of its answers; where an expression picks rows by a word, of the rows that say it."""
    rows = [[cell or "" for cell in row.outputs] for row in table.rules]
    picked = [cells for cells in rows if not chosen.isdisjoint(cells)] or rows
    return {number for cells in picked for cell in cells for number in NUMBER.findall(cell)}


def _listed(numbers: set[str]) -> str:
    return " and ".join(sorted(numbers, key=int))
