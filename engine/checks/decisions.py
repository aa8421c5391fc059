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
    files = {id: decision.file for decision in subject.decisions for id in _elements(decision)}
    for element, sentence, remedy in check(decisions):
        yield Finding("error", files.get(element, ""), element, sentence, remedy)


def _elements(decision: Decision) -> Iterator[str]:
    yield decision.id
    if decision.model is not None:
        yield from (one.id for one in decision.model.inputs)
        yield from (one.id for one in decision.model.knowledge)
    if decision.table is not None:
        table = decision.table
        yield from (column.id for column in table.inputs)
        yield from (column.id for column in table.outputs)
        yield from (rule.id for rule in table.rules)
