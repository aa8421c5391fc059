"""Every user task and manual task reaches somebody."""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.subject import Subject
from engine.model import Finding

WORK = ("userTask", "manualTask")


def findings(subject: Subject) -> Iterator[Finding]:
    """Work of people that nobody can be given, and nodes that a drawn set of lanes leaves out."""
    for diagram, _, node in subject.nodes():
        asked = node.properties.get("assignee") or node.properties.get("candidateGroup")
        if node.type in WORK and not asked:
            sentence = "Nobody is asked: it has neither an assignee nor a group of candidates."
            remedy = "Choose a person, or a role (its assignee or candidateGroup)."
            yield Finding("error", diagram.file, node.id, sentence, remedy)
    for diagram in subject.diagrams:
        for process in diagram.processes:
            drawn = any(n.lane for n in process.nodes.values())
            for node in process.nodes.values():
                if drawn and node.type in WORK and node.lane is None:
                    sentence = "It lies in no lane, though others do."
                    remedy = "Put it in a lane."
                    rule = "lane-left-out"
                    yield Finding("warning", diagram.file, node.id, sentence, remedy, rule)
