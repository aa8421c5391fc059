"""FEEL in forms: conditions, limits and texts can be read and look at what is there."""

from __future__ import annotations

from collections.abc import Iterator

from engine import expressions
from engine.checks.subject import Subject
from engine.checks.variables import keys
from engine.model import Finding
from forms import Form, Section

ALWAYS = frozenset({"given", "parameters", "reviewed", "sections"})
REMEDY = "Correct the expression in the form."


def findings(subject: Subject) -> Iterator[Finding]:
    """What the expression language says about each text of each form."""
    for form in (subject.forms or {}).values():
        context = _context(subject, form)
        for section in form.sections:
            yield from _judged(section, context)


def _judged(section: Section, context: frozenset[str] | None) -> Iterator[Finding]:
    own = frozenset(c.key for c in section.walk() if c.key)
    names = None if context is None else own | context | ALWAYS
    for component, text in section.expressions():
        for sentence in expressions.check(text, names):
            yield Finding("error", section.file, component, f"{sentence}.", REMEDY)


def _context(subject: Subject, form: Form) -> frozenset[str] | None:
    """What every user task with this form gives it; None when that cannot be read off."""
    found: set[str | None] = set()
    for _, _, node in subject.nodes():
        if node.type == "userTask" and node.properties.get("form") == form.key:
            written = expressions.strip_equals(node.properties.get("context", "{}"))
            found.update(keys(written))
    known = frozenset(name for name in found if name is not None)
    return known if len(known) == len(found) else None
