"""Answers beside their questions, in words. Pure, given the form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from forms import Component, Form, Section
from forms.readable import readable
from forms.review import why_key
from handlers.records.fields import Answers
from handlers.records.view import LineView, SectionView

ROLES = {1: "auditor", 2: "reviewer"}


def section_views(form: Form, stages: Mapping[int, Answers]) -> tuple[SectionView, ...]:
    """The sections somebody answered, each with the questions somebody answered."""
    found = (_section(section, stages) for section in form.sections)
    return tuple(one for one in found if one.lines)


def plain_lines(form: Form, answers: Answers) -> tuple[tuple[str, str], ...]:
    """Question and words of a form of one page, where something was answered."""
    questions = (one for one in form.sections[0].walk() if one.key)
    said = ((one.label or one.key, readable(one, answers.get(one.key))) for one in questions)
    return tuple((label, text) for label, text in said if text)


def _section(section: Section, stages: Mapping[int, Answers]) -> SectionView:
    given = {stage: answers.get(section.key, {}) for stage, answers in stages.items()}
    return SectionView(section.key, section.title, tuple(_lines(section, given)))


def _lines(section: Section, given: Mapping[int, Mapping[str, Any]]) -> Iterator[LineView]:
    for question in section.walk():
        if not question.key:
            continue
        said = {stage: _said(question, stage, answers) for stage, answers in given.items()}
        if any(said.values()):
            yield _line(question, said, given.get(2, {}))


def _said(question: Component, stage: int, answers: Mapping[str, Any]) -> str:
    asked = question.role in ("", ROLES[stage])
    return readable(question, answers.get(question.key)) if asked else ""


def _line(question: Component, said: Mapping[int, str], review: Mapping[str, Any]) -> LineView:
    both = [text for text in said.values() if text]
    return LineView(
        question.key,
        question.number,
        question.label or question.text or question.key,
        said,
        question.compared,
        question.compared and len(set(both)) > 1,
        str(review.get(why_key(question.key)) or ""),
    )
