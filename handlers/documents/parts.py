"""The parties' answers side by side, question by question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import forms
from forms.model import Section
from forms.review import why_key
from forms.showing import AnswerRow, answer_rows
from handlers.documents.view import Line, Part

Answers = Mapping[str, Any]


def parts_of(form: forms.Form, given: Sequence[Answers], leave_out: Sequence[str]) -> list[Part]:
    """The sections that anybody answered, in the form's order, without those left out."""
    sections = [s for s in form.sections if s.key not in leave_out]
    parts = [Part(s.key, s.title, tuple(lines_of(s, _of(s, given)))) for s in sections]
    return [part for part in parts if part.lines]


def lines_of(section: Section, given: Sequence[Answers]) -> list[Line]:
    """A line for each question of a section that somebody answered."""
    read = [{row.field: row for row in answer_rows(section, answers)} for answers in given]
    keys = dict.fromkeys(c.key for c in section.walk() if c.key)
    return [_line(key, read) for key in keys if any(key in rows for rows in read)]


def _line(key: str, read: Sequence[Mapping[str, AnswerRow]]) -> Line:
    known = next(rows[key] for rows in read if key in rows)
    return Line(known.number, known.label, _texts(key, read), _texts(why_key(key), read))


def _texts(key: str, read: Sequence[Mapping[str, AnswerRow]]) -> tuple[str, ...]:
    return tuple(rows[key].text if key in rows else "" for rows in read)


def _of(section: Section, given: Sequence[Answers]) -> list[Answers]:
    return [answers.get(section.key) or {} for answers in given]
