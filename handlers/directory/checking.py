"""What a bundle asks of the directory, said before it is deployed."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from engine.checks.subject import Subject
from engine.model import Finding
from handlers.directory.roles import ROLES


def findings(subject: Subject) -> Iterator[Finding]:
    """User tasks for a role that there is not: nobody would ever find them in an inbox."""
    for diagram, _, node in subject.nodes():
        group = node.properties.get("candidateGroup", "")
        if node.type == "userTask" and group and group not in ROLES:
            near = get_close_matches(group, ROLES, n=1) or sorted(ROLES)
            sentence = f"There is no role “{group}”, so nobody would see this."
            yield Finding("error", diagram.file, node.id, sentence, f"Choose {', '.join(near)}.")
