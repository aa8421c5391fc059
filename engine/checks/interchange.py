"""A diagram is a picture too: every element has its shape, every flow its line."""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.subject import Subject
from engine.model import Finding
from engine.spiff import Diagram

DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"


def findings(subject: Subject) -> Iterator[Finding]:
    """Elements nobody would see on the page; one warning when there is no picture at all."""
    for diagram in subject.diagrams:
        shown = _shown(diagram)
        missing = [id for id in _drawable(diagram) if id not in shown]
        if missing and not shown:
            sentence = "The file has no picture, only the process."
            yield Finding("warning", diagram.file, "", sentence, "Open and save it in the editor.")
            continue
        for id in missing:
            sentence = "The element is not on the picture."
            yield Finding("warning", diagram.file, id, sentence, "Draw it in the editor.")


def _shown(diagram: Diagram) -> set[str]:
    found = (*diagram.root.iter(f"{DI}BPMNShape"), *diagram.root.iter(f"{DI}BPMNEdge"))
    return {str(id) for shape in found if (id := shape.get("bpmnElement"))}


def _drawable(diagram: Diagram) -> Iterator[str]:
    for process in diagram.processes:
        yield from (flow.id for flow in process.flows if not flow.link)
        for _, node in process.walk():
            yield node.id
            if node.graph is not None:
                yield from (flow.id for flow in node.graph.flows if not flow.link)
