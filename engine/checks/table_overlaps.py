"""Decision tables whose rules apply together although only one may."""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.subject import Subject
from engine.decisions import coverage
from engine.model import Finding

REMEDY = "Narrow one of them, or choose another hit policy."
WHY = {"UNIQUE": "only one may", "ANY": "they give different answers"}


def findings(subject: Subject) -> Iterator[Finding]:
    """Pairs of rules that meet, ten at most for each table; silent where it cannot be judged."""
    for file, _, table in coverage.tables_of(subject.decisions):
        for one, other, example in coverage.overlaps(table):
            both = f"Rules {one.number} and {other.number} both apply to {example}"
            said = f"{both}, and {WHY[table.policy]}."
            yield Finding("warning", file, other.id, said, REMEDY, "table-overlap")
