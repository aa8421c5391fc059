"""FEEL in forms: conditions, limits and texts can be read and look at what is there."""

from __future__ import annotations

from collections.abc import Iterator

from engine import expressions
from engine.checks.form_names import context_of, known
from engine.checks.subject import Subject
from engine.model import Finding
from forms import Section

REMEDY = "Correct it at this question, or bring back what it looks at."


def findings(subject: Subject) -> Iterator[Finding]:
    """What the expression language says about each text of each form."""
    for form in (subject.forms or {}).values():
        context = context_of(subject, form)
        for section in form.sections:
            yield from _judged(section, known(section, context))


def _judged(section: Section, names: frozenset[str] | None) -> Iterator[Finding]:
    allowed = None if names is None else names | set(section.decisions)
    for component, text in section.expressions():
        for sentence in expressions.check(text, allowed):
            told = f"Its condition, limit or text cannot be worked out: {sentence}."
            yield Finding("error", section.file, component, told, REMEDY)
