"""Expressions that are written as in another language run as their translation: offer the FEEL."""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.subject import Subject
from engine.model import Finding
from engine.spiff import formals


def findings(subject: Subject) -> Iterator[Finding]:
    """What each translated expression is read as."""
    for diagram in subject.diagrams:
        for found in formals(diagram.root):
            if found.reading.is_translated:
                written, feel = found.reading.written, found.reading.feel
                sentence = f"Its {found.name} is not FEEL: {written} is read as {feel}"
                yield Finding("advice", diagram.file, found.element, sentence, f"Write: {feel}")
