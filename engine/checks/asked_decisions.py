"""Tables that steps of a process ask: every variable they look at can be known there."""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.form_decisions import missing
from engine.checks.subject import Subject
from engine.checks.variables import known
from engine.decisions import DecisionRefused, Decisions
from engine.model import Finding

FIND = "Put a step before it that gives this, or let the table look at something else."


def findings(subject: Subject) -> Iterator[Finding]:
    """What a table looks at and nothing gives; names are judged as those of expressions are."""
    try:
        decisions = Decisions(subject.decisions)
    except DecisionRefused:
        return
    for diagram in subject.diagrams:
        for process in diagram.graphs:
            names = known(subject, process)
            asking = (node for _, node in process.walk() if node.decision in decisions)
            for node in asking if names is not None else ():
                for sentence in missing(decisions, str(node.decision), names):
                    named = decisions[str(node.decision)].name
                    told = f'It cannot ask the table "{named}": {sentence}'
                    yield Finding("error", process.file, node.id, told, FIND)
