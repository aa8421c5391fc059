"""A letter that is named outright is in the bundle, with subject and body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.checks.subject import Subject
from engine.expressions import strip_equals
from engine.model import Finding

LITERAL = re.compile(r'"([^"]*)"')
PARTS = ("subject.txt", "body.txt")


def findings(subject: Subject) -> Iterator[Finding]:
    """Letters named by the parameter `letter` that have no folder, or only half of one."""
    for diagram, _, node in subject.nodes():
        text = node.service.parameters.get("letter", "") if node.service else ""
        named = LITERAL.fullmatch(strip_equals(text))
        for part in PARTS if named else ():
            path = f"mail/{named[1] if named else ''}/{part}"
            if path not in subject.bundle.files:
                sentence = f'The letter has no "{path}".'
                yield Finding("error", diagram.file, node.id, sentence, "Write it, or correct it.")
