"""What a bundle asks of the directory, said before it is deployed."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from engine.checks.subject import Subject
from engine.model import Finding
from handlers.directory.roles import ROLES


def findings(subject: Subject) -> Iterator[Finding]:
    """User tasks for a role the directory has no word for: nobody would find them in an inbox.

    An error where a known role is spelt nearly so; else a warning, as other bundles bring their
    own roles and people who hold them.
    """
    for diagram, _, node in subject.nodes():
        group = node.properties.get("candidateGroup", "")
        if node.type in ("userTask", "manualTask") and group and group not in ROLES:
            near = get_close_matches(group, ROLES, n=1)
            sentence = f"There is no role “{group}” yet, so nobody would see this."
            remedy = f"Choose {near[0]}." if near else "Give somebody the role before it is needed."
            yield Finding("error" if near else "warning", diagram.file, node.id, sentence, remedy)
