"""A variable can be named in expressions: no name of the language, and none of the engine's."""

from __future__ import annotations

from collections.abc import Iterator

from engine import expressions
from engine.bundle import MANIFEST
from engine.checks.subject import Subject
from engine.checks.texts import texts
from engine.checks.variables import ALWAYS, keys
from engine.model import Finding

REMEDY = "Call the variable something else."


def findings(subject: Subject) -> Iterator[Finding]:
    """Names of start variables, and of the entries that scripts and results write."""
    for file, element, name in (*_started_with(subject), *_written(subject)):
        sentence = refused(name)
        if sentence is not None:
            yield Finding("error", file, element, sentence, REMEDY)


def _started_with(subject: Subject) -> Iterator[tuple[str, str, str]]:
    for diagram in subject.diagrams:
        for process in diagram.graphs:
            for name in sorted(subject.start_variables(process.id) or ()):
                yield MANIFEST, process.id, name


def _written(subject: Subject) -> Iterator[tuple[str, str, str]]:
    for diagram, graph, node in subject.nodes():
        for text in texts(graph, node):
            found = keys(text.text) if text.kind == "context" else ()
            yield from ((diagram.file, text.element, name) for name in found if name)


def refused(name: str) -> str | None:
    """The sentence that refuses a name for a variable, or None."""
    if name in ALWAYS:
        return f'"{name}" is the name of something the engine provides.'
    sentence = expressions.check_name(name)
    return None if sentence is None else f"{sentence}."
