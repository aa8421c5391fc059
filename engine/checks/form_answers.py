"""What is asked of answers is asked of people: diagrams and forms name questions that are there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from engine.checks.subject import Subject
from engine.model import Finding
from forms import Form, Section
from forms.review import why_key

QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
NAMED = r"(?<![\w.]){0}\.([A-Za-z_]\w*)(?:\.([A-Za-z_]\w*))?"
ANSWERS, SECTIONS = (re.compile(NAMED.format(name)) for name in ("answers", "sections"))
TAKEN = (("form", "results"), ("offerForm", "offerResults"))
Keys = Mapping[str, frozenset[str]]


def findings(subject: Subject) -> Iterator[Finding]:
    """Answers that no question gives, in what diagrams take from forms and in forms' own texts."""
    for form in (subject.forms or {}).values():
        keys = {section.key: _keys(section) for section in form.sections}
        for section in () if form.single else form.sections:
            yield from _in_form(section, keys)
    for diagram, _, node in subject.nodes():
        for shows, takes in TAKEN:
            used = (subject.forms or {}).get(node.properties.get(shows, ""))
            if used is not None:
                for sentence, remedy in _taken(used, node.properties.get(takes, "")):
                    yield Finding("error", diagram.file, node.id, sentence, remedy)


def _keys(section: Section) -> frozenset[str]:
    """The answers a section may give, with the reasons why one differs from an earlier one."""
    asked = [c for c in section.walk() if c.key]
    return frozenset({c.key for c in asked} | {why_key(c.key) for c in asked if c.compared})


def _taken(form: Form, text: str) -> Iterator[tuple[str, str]]:
    keys = {section.key: _keys(section) for section in form.sections}
    for first, second in ANSWERS.findall(QUOTED.sub('""', text)):
        section, key = (form.key, first) if form.single else (first, second)
        if missing := _missing(keys, section, key):
            place = f'the form "{form.key}"'
            yield (
                f"It takes the answer “{missing}”, which {place} does not ask for.",
                _near(missing, keys, section),
            )


def _in_form(section: Section, keys: Keys) -> Iterator[Finding]:
    for component, text in section.expressions():
        for place, key in SECTIONS.findall(QUOTED.sub('""', text)):
            if missing := _missing(keys, place, key):
                sentence = f"It looks at the answer “{missing}”, which the form does not ask for."
                remedy = _near(missing, keys, place)
                yield Finding("error", section.file, component, sentence, remedy)


def _missing(keys: Keys, section: str, key: str) -> str:
    """What there is no question for, as it was written; "" when there is one."""
    if section not in keys:
        return section
    return "" if not key or key in keys[section] else key


def _near(name: str, keys: Keys, section: str) -> str:
    near = get_close_matches(name, sorted(keys.get(section, keys)), n=1)
    return (
        f"Write {near[0]}, or add the question." if near else "Add the question, or leave it out."
    )
