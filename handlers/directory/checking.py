"""What a bundle asks of the directory, said before it is deployed."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from engine.checks.subject import Subject
from engine.model import Finding
from handlers.directory.roles import ROLES


def findings(subject: Subject) -> Iterator[Finding]:
    """User tasks for a role the directory has no word for: most likely a slip of the pen.

    Only a warning: another bundle may bring roles of its own, and people who hold them.
    """
    for diagram, _, node in subject.nodes():
        group = node.properties.get("candidateGroup", "")
        if node.type == "userTask" and group and group not in ROLES:
            near = get_close_matches(group, ROLES, n=1) or sorted(ROLES)
            sentence = f"Nobody sees this before somebody holds the role “{group}”, which is new."
            remedy = f"Give somebody the role, or choose {', '.join(near)}."
            yield Finding("warning", diagram.file, node.id, sentence, remedy)
