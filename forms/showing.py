"""Answers as rows to read: check-your-answers pages, audit pages and PDFs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from forms.model import Component, Section
from forms.readable import readable, row_label, ticked
from forms.review import why_key


@dataclass(frozen=True)
class AnswerRow:
    """One line: `text` is "" where there is no answer. `rows` hold a repeating list's lines, each
    called `row_label` with its number, without what is empty; `ticked` is a box that was ticked.

    `anchor` is the id of the input on the page where the answer can be changed.
    """

    field: str
    label: str
    text: str
    number: str = ""
    required: bool = False
    anchor: str = ""
    rows: tuple[tuple[AnswerRow, ...], ...] = ()
    row_label: str = ""
    ticked: bool = False


def answer_rows(
    section: Section,
    answers: Mapping[str, object],
    *,
    context: Mapping[str, object] | None = None,
    unanswered: bool = False,
) -> list[AnswerRow]:
    """The section's answers in order, in words. Pass `Bound.answers` or stored answers.

    With `context` the questions of another role are left out; without it, all are there.
    With `unanswered`, questions without an answer are there too, as rows with an empty text;
    a condition is not looked at, so for a page that can still be changed use `Bound.rows`.
    """
    role = None if context is None else str(context.get("role") or "")
    asked = [c for c in section.walk() if c.key and (role is None or c.role in ("", role))]
    return [r for c in asked for r in _lines(c, section, answers, unanswered)]


def in_words(
    sections: Iterable[Section], answers: Mapping[str, Mapping[str, object]]
) -> dict[str, dict[str, str]]:
    """Answers by section and field as people read them: a choice by its option's label."""
    return {
        section.key: {r.field: r.text for r in answer_rows(section, answers.get(section.key, {}))}
        for section in sections
    }


def _lines(
    component: Component, section: Section, answers: Mapping[str, object], unanswered: bool
) -> Iterator[AnswerRow]:
    answer = answers.get(component.key)
    text = readable(component, answer)
    if text or unanswered:
        yield _row(component, answer, text)
    why = answers.get(why_key(component.key)) if component.compared else None
    if isinstance(why, str) and why:
        label = section.settings.explain_label
        yield AnswerRow(why_key(component.key), label, why, component.number)


def _row(component: Component, answer: object, text: str) -> AnswerRow:
    rows: tuple[tuple[AnswerRow, ...], ...] = ()
    if component.type == "dynamiclist" and isinstance(answer, list):
        columns = component.components
        rows = tuple(
            tuple(_cell(c, row.get(c.key)) for c in columns if ticked(row.get(c.key)))
            for row in answer
            if isinstance(row, Mapping)
        )
    return AnswerRow(
        field=component.key,
        label=component.label,
        text=text,
        number=component.number,
        required=component.required,
        anchor=f"{component.key}-day" if component.type == "datetime" else component.key,
        rows=rows,
        row_label=row_label(component) if rows else "",
        ticked=answer is True,
    )


def _cell(column: Component, answer: object) -> AnswerRow:
    return _row(column, answer, readable(column, answer))
