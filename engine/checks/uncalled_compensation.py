"""Compensation drawn around a whole process that no call could ever undo."""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.subject import Subject
from engine.model import Finding
from engine.spiff import Graph


def findings(subject: Subject) -> Iterator[Finding]:
    """Event sub-processes that compensate a process, which nothing in the bundle calls.

    Of a file among others nothing is said: one of those may call it.
    """
    if any(path.endswith(".bpmn") for path in {*subject.beside} - subject.bundle.files.keys()):
        return
    called = {node.called for _, _, node in subject.nodes() if node.called}
    for diagram in subject.diagrams:
        for process in diagram.processes:
            if process.id not in called:
                yield from _uncalled(process)


def _uncalled(process: Graph) -> Iterator[Finding]:
    for node in process.nodes.values():
        if node.undoes:
            sentence = "It compensates the whole process, which nothing calls: it never runs."
            remedy = (
                "Call the process from another one, or put what is to be compensated into a "
                "sub-process together with it."
            )
            yield Finding("warning", process.file, node.id, sentence, remedy)
