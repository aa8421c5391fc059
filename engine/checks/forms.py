"""Every user task shows a form that the bundle holds."""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.subject import Subject
from engine.model import Finding


def findings(subject: Subject) -> Iterator[Finding]:
    """User tasks without a form, and with one that is not there."""
    for diagram, _, node in subject.nodes():
        if node.type != "userTask":
            continue
        key = node.properties.get("form")
        if not key:
            sentence = f'"{node.name or node.id}" shows no form.'
            yield Finding("error", diagram.file, node.id, sentence, "Choose the form it shows.")
        elif subject.forms is not None and key not in subject.forms:
            sentence = f'The form "{key}" is not in the bundle.'
            remedy = f"Choose one of: {', '.join(sorted(subject.forms)) or 'none yet'}."
            yield Finding("error", diagram.file, node.id, sentence, remedy)
