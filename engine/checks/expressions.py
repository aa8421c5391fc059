"""Every FEEL text can be read, calls known functions and names variables that can be known."""

from __future__ import annotations

from collections.abc import Iterator

from engine import expressions
from engine.checks.subject import Subject
from engine.checks.texts import Text, texts
from engine.checks.variables import known
from engine.model import Finding
from engine.spiff import formals

REMEDIES = {"context": "Write { name: expression, … }.", "expression": "Correct the expression."}


def findings(subject: Subject) -> Iterator[Finding]:
    """What the expression language says about each text, process by process."""
    for diagram in subject.diagrams:
        readings = [(f.element, f.reading) for f in formals(diagram.root)]
        refused = {(element, one.written) for element, one in readings if one.refusal}
        for process in diagram.graphs:
            names = known(subject, process)
            for graph, node in process.walk():
                for text in texts(graph, node):
                    if (text.element, text.text) not in refused:
                        yield from judged(process.file, text, names)


def _allowed(text: Text, names: frozenset[str] | None) -> frozenset[str] | None:
    if text.apart:
        return text.extra | {"parameters"}
    return None if names is None else names | text.extra


def judged(file: str, text: Text, names: frozenset[str] | None) -> Iterator[Finding]:
    """What is wrong with one text where these variables are known; None: names are not judged."""
    written = expressions.strip_equals(text.text)
    allowed = _allowed(text, names)
    for sentence in expressions.check(written, allowed, kind=text.kind):
        told = f"{text.where}: {sentence}."
        yield Finding("error", file, text.element, told, REMEDIES[text.kind])
