"""Grades on which forms, tables and diagrams of a bundle do not agree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set

from engine.checks.subject import Subject
from engine.checks.texts import texts
from engine.model import Finding
from forms import Component, Section
from handlers.records.fields import GRADE, OVERALL, OVERVIEW

FORM = "audit"
OFF_SCALE, NOT_COUNTED, PARTLY = "grade-off-scale", "grade-not-counted", "grade-left-out"
WORD = re.compile(r'"([^"\\]*)"')
# Of a shorter scale any two words would be all but one.
FEWEST = 4
Scale = Mapping[str, str]
Named = tuple[str, str, Set[str]]


def findings(subject: Subject) -> Iterator[Finding]:
    """Nothing for a bundle whose form asks no overall grade: that is the scale of all others."""
    form = (subject.forms or {}).get(FORM)
    overview = [] if form is None else [s for s in form.sections if s.key == OVERVIEW]
    overall = overview[0].find(OVERALL) if overview else None
    if form is None or overall is None or not overall.labels:
        return
    for section in form.sections:
        for question in section.walk():
            yield from _asked(section, question, overall.labels)
    if len(overall.labels) >= FEWEST:
        for file, element, named in (*_texts(subject), *_offers(subject)):
            yield from _left_out(file, element, named, overall.labels)


def _asked(section: Section, question: Component, scale: Scale) -> Iterator[Finding]:
    offered = question.labels
    if question.key == GRADE:
        for value in (value for value in offered if value not in scale):
            said = f"The grade “{offered[value]}” ({value}) is not one of the overall grades."
            remedy = "Offer it as an overall grade too, or take it out: grades are held together."
            yield Finding("error", section.file, question.id, said, remedy, OFF_SCALE)
    elif question.key != OVERALL and list(offered) == list(scale):
        said = f"It is answered with a grade, and its name is “{question.key}”: nothing counts it."
        remedy = f"Call it “{GRADE}” in the file as text, if it is the grade of this section."
        yield Finding("warning", section.file, question.id, said, remedy, NOT_COUNTED)


def _left_out(file: str, element: str, named: Set[str], scale: Scale) -> Iterator[Finding]:
    """What names all grades but one was written before that one was there."""
    left = set(scale) - named
    if len(left) == 1:
        said = f"It names every grade but “{scale[left.pop()]}”."
        yield Finding("advice", file, element, said, "Look whether it belongs there too.", PARTLY)


def _offers(subject: Subject) -> Iterator[Named]:
    for form in (subject.forms or {}).values():
        for section in form.sections:
            for question in section.walk():
                yield section.file, question.id, question.labels.keys()


def _texts(subject: Subject) -> Iterator[Named]:
    for file, element, text in _written(subject):
        yield file, element, set(WORD.findall(text))


def _written(subject: Subject) -> Iterator[tuple[str, str, str]]:
    for decision in subject.decisions:
        yield decision.file, decision.id, decision.text or ""
        for rule in decision.table.rules if decision.table else ():
            for cell in (*rule.inputs, *rule.outputs):
                yield decision.file, rule.id, cell or ""
    for diagram, graph, node in subject.nodes():
        for one in texts(graph, node):
            yield diagram.file, one.element, one.text
