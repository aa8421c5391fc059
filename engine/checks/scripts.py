"""Script tasks that do nothing."""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.subject import Subject
from engine.model import Finding


def findings(subject: Subject) -> Iterator[Finding]:
    """Script tasks without a script: the standard lets them pass through."""
    for diagram, _, node in subject.nodes():
        if node.type == "scriptTask" and not node.script:
            sentence = "The script task has no script, so the process passes through it."
            remedy = "Write { name: expression }, or draw a plain activity."
            yield Finding("warning", diagram.file, node.id, sentence, remedy, "script-missing")
