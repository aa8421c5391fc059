"""Who sends a letter: every element and table that names it, and to whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.expressions import strip_equals

if TYPE_CHECKING:
    from engine.checks.subject import Subject


@dataclass(frozen=True)
class Sender:
    """A place that sends a letter. `to` is FEEL that says who gets it, or "" where it is not said
    there; `when` what the place is called."""

    file: str
    element: str
    when: str
    to: str


def senders(subject: Subject, letter: str) -> list[Sender]:
    """The elements that name the letter in a parameter, then the tables that hold its name."""
    return list(dict.fromkeys((*_elements(subject, letter), *_tables(subject, letter))))


def _elements(subject: Subject, letter: str) -> Iterator[Sender]:
    for diagram, _, node in subject.nodes():
        given = node.service.parameters if node.service is not None else {}
        if any(f'"{letter}"' in strip_equals(text) for text in given.values()):
            to = strip_equals(given.get("to", "") or given.get("roles", ""))
            yield Sender(diagram.file, node.id, node.name or node.id, to)


def _tables(subject: Subject, letter: str) -> Iterator[Sender]:
    for decision in subject.decisions:
        if decision.table is None:
            continue
        for rule in decision.table.rules:
            if any(f'"{letter}"' in (text or "") for text in rule.outputs):
                when = f"{decision.name}, row {rule.number}"
                yield Sender(decision.file, rule.id, when, "")
