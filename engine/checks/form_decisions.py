"""Decisions that forms ask: they are there, find what they look at, and end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from engine.checks.form_names import context_of, known
from engine.checks.subject import Subject
from engine.decisions import DecisionRefused, Decisions, check
from engine.model import Finding
from forms import Form, Section
from forms.soundness import CIRCLE, circle

FIND = "Let the table look at what the form has, or give that name in the user task's context."
RENAME = "Give the decision's value another name in the form."


class Asking(NamedTuple):
    """A section of a form that asks decisions; `context` as its user tasks give it."""

    form: Form
    section: Section
    context: frozenset[str] | None

    @property
    def file(self) -> str:
        """Where it says so."""
        return self.section.file if self.form.single else f"forms/{self.form.key}/form.toml"


def findings(subject: Subject) -> Iterator[Finding]:
    """Unknown decisions, and those that look at what the section does not know, each once."""
    try:
        decisions = Decisions(subject.decisions)
    except DecisionRefused:
        return
    for form in (subject.forms or {}).values():
        said: set[tuple[str, str]] = set()
        for section in form.sections:
            asking = Asking(form, section, context_of(subject, form))
            for finding, about in _of(asking, decisions):
                if (finding.element, about) not in said:
                    said.add((finding.element, about))
                    yield finding


def _of(asking: Asking, decisions: Decisions) -> Iterator[tuple[Finding, str]]:
    there = {n: id for n, id in asking.section.decisions.items() if id in decisions}
    for name, id in asking.section.decisions.items():
        if id not in there.values():
            remedy = f"Name one of: {', '.join(sorted(decisions)) or 'none yet'}."
            yield _finding(asking, name, f'There is no decision "{id}".', remedy)
        if name in (asking.context or ()):
            told = f'"{name}" is already an entry of the context a user task gives the form.'
            yield _finding(asking, name, told, RENAME)
    for name, id in there.items():
        for sentence in missing(decisions, id, known(asking.section, asking.context)):
            where = f'In the section "{asking.section.key}" the decision "{id}" cannot be asked'
            yield _finding(asking, name, f"{where}: {sentence}", FIND, sentence)
    mentioned = {name: decisions.mentioned(id) for name, id in there.items()}
    if key := circle(asking.section, mentioned):
        sentence, remedy = CIRCLE
        told = f"{sentence} A decision looks at it."
        yield Finding("error", asking.section.file, key, told, remedy), told


def _finding(
    asking: Asking, name: str, sentence: str, remedy: str, about: str = ""
) -> tuple[Finding, str]:
    return Finding("error", asking.file, name, sentence, remedy), about or sentence


def missing(decisions: Decisions, id: str, names: frozenset[str] | None) -> list[str]:
    """What is wrong with a decision only here: what is wrong anywhere is said of its own file."""
    needed = Decisions(decisions.with_required(id))
    anywhere = {(element, sentence) for element, sentence, _ in check(needed)}
    return [s for element, s, _ in check(needed, names) if (element, s) not in anywhere]
