"""Rules of decision tables that never answer."""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.subject import Subject
from engine.decisions import coverage
from engine.model import Finding

REMEDY = "Remove the rule, or correct its cells or its place."


def findings(subject: Subject) -> Iterator[Finding]:
    """Each such rule; silent where it cannot be judged."""
    for file, _, table in coverage.tables_of(subject.decisions):
        for rule, above in coverage.unreachable(table):
            why = "the rules above it take every input" if above else "no input passes its cells"
            said = f"Rule {rule.number} never answers: {why}."
            yield Finding("warning", file, rule.id, said, REMEDY, "table-unreachable")
