"""Decision tables that leave inputs without an answer."""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.subject import Subject
from engine.decisions import coverage
from engine.model import Finding

REMEDY = "Add a rule for it, or a default answer."


def findings(subject: Subject) -> Iterator[Finding]:
    """The first gap of each table that is to give one answer; silent where it cannot be judged."""
    for file, element, table in coverage.tables_of(subject.decisions):
        found = coverage.gap(table)
        if found:
            said = f"No rule applies to {found.example}: the answer is then nothing."
            yield Finding("warning", file, element, said, REMEDY, "table-gap")
