"""Rows of decision tables that answer nothing at all: begun, and not written to the end."""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.subject import Subject
from engine.model import Finding

REMEDY = "Write its answer, or null if nothing is meant; or take the row out."


def findings(subject: Subject) -> Iterator[Finding]:
    """Each row whose answers are all empty."""
    for decision in subject.decisions:
        for rule in decision.table.rules if decision.table else ():
            if not any(rule.outputs):
                said = f"Row {rule.number} has no answer: where it fits, it gives nothing."
                yield Finding("warning", decision.file, rule.id, said, REMEDY)
