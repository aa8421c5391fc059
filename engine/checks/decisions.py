"""Decision tables: every column and cell can be read."""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.subject import Subject
from engine.decisions import Decision, DecisionRefused, Decisions, check
from engine.model import Finding


def findings(subject: Subject) -> Iterator[Finding]:
    """What the decision language says about each table."""
    try:
        decisions = Decisions(subject.decisions)
    except DecisionRefused:
        return
    for decision in subject.decisions:
        own = set(_elements(decision))
        for element, sentence, remedy in check(Decisions(decisions.with_required(decision.id))):
            if element in own:
                yield Finding("error", decision.file, element, sentence, remedy)


def _elements(decision: Decision) -> Iterator[str]:
    yield decision.id
    if decision.table is not None:
        table = decision.table
        yield from (column.id for column in table.inputs)
        yield from (column.id for column in table.outputs)
        yield from (rule.id for rule in table.rules)
