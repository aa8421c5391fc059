"""What a bundle asks of the directory, said before it is deployed."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from engine.checks.subject import Subject
from engine.model import Finding
from engine.spiff import Node
from handlers.directory.roles import ROLES

GIVE = "Give somebody the role before it is needed."


def findings(subject: Subject) -> Iterator[Finding]:
    """User tasks for a role the directory has no word for: nobody would find them in an inbox.

    An error where a known role is spelt nearly so; else a warning, as other bundles bring their
    own roles and people who hold them.
    """
    for diagram, _, node in subject.nodes():
        for group in _named(node):
            if group not in ROLES:
                yield _unknown(group, diagram.file, node.id)


def _unknown(group: str, file: str, element: str) -> Finding:
    near = get_close_matches(group, ROLES, n=1)
    sentence = f"There is no role “{group}” yet, so nobody would see this."
    if near:
        return Finding("error", file, element, sentence, f"Choose {near[0]}.", "role-misspelt")
    return Finding("warning", file, element, sentence, GIVE, "role-unknown")


def _named(node: Node) -> list[str]:
    given = node.properties.get("offeredToGroup", "").split(",")
    if node.type in ("userTask", "manualTask"):
        given.append(node.properties.get("candidateGroup", ""))
    return [group.strip() for group in given if group.strip()]
