"""FEEL asks only for parameters that bundle.toml has: a missing one would be null, and silent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from engine.bundle import MANIFEST
from engine.checks.subject import Subject
from engine.checks.texts import texts
from engine.model import Finding

QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
ASKED = re.compile(r"\bparameters\.([A-Za-z_]\w*)")


def findings(subject: Subject) -> Iterator[Finding]:
    """Names after `parameters.` that [parameters] does not have, in diagrams and forms."""
    for file, element, text in _texts(subject):
        for sentence, remedy in unknown(text, subject):
            yield Finding("error", file, element, sentence, remedy)


def unknown(text: str, subject: Subject) -> Iterator[tuple[str, str]]:
    """A sentence and its remedy for every parameter a text asks for that there is not."""
    known = sorted(subject.bundle.parameters)
    for name in ASKED.findall(QUOTED.sub("", text)):
        if name not in known:
            near = get_close_matches(name, known, n=1)
            other = f", or write {near[0]}" if near else ""
            yield (
                f'There is no parameter "{name}".',
                f"Add it to [parameters] in {MANIFEST}{other}.",
            )


def _texts(subject: Subject) -> Iterator[tuple[str, str, str]]:
    for diagram, graph, node in subject.nodes():
        for text in texts(graph, node):
            yield diagram.file, text.element, text.text
    for form in (subject.forms or {}).values():
        for section in form.sections:
            for component, written in section.expressions():
                yield section.file, component, written
