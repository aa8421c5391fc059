"""Which names a page of a form can know: those of its conditions, and of the decisions it asks."""

from __future__ import annotations

from engine import expressions
from engine.checks.subject import Subject
from engine.checks.variables import keys
from forms import Form, Section

ALWAYS = frozenset({"given", "parameters", "reviewed", "said", "section", "sections"})


def context_of(subject: Subject, form: Form) -> frozenset[str] | None:
    """What every user task with this form gives it; None when that cannot be read off."""
    found: set[str | None] = set()
    for _, _, node in subject.nodes():
        if node.type == "userTask" and node.properties.get("form") == form.key:
            written = expressions.strip_equals(node.properties.get("context", "{}"))
            found.update(keys(written))
    known = frozenset(name for name in found if name is not None)
    return known if len(known) == len(found) else None


def known(section: Section, context: frozenset[str] | None) -> frozenset[str] | None:
    """What a decision sees that this section asks; None when that cannot be told."""
    own = frozenset(c.key for c in section.walk() if c.key)
    return None if context is None else own | context | ALWAYS
