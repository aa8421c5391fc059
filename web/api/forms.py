"""The form of a user task as data: what is asked of this person, and their words so far."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from engine.errors import AnswersRefused
from forms import Section
from forms.items import Item
from web.api.inbox_shapes import Choice, FormSection, Question, UserTaskForm
from web.inbox.opened import Opened

NO_RECORD = "Its answers are not {question: answer}."


def form_of_user_task(opened: Opened) -> UserTaskForm:
    """The form with the sections that apply, as the pages show it."""
    return UserTaskForm(
        key=opened.form.key,
        title=opened.form.title,
        single=opened.form.single,
        sections=[_section(opened, one) for one in opened.sections],
        words=opened.stored(opened.words),
        saved_at=opened.saved_at,
    )


def refuse_misplaced(opened: Opened, answers: Mapping[str, Any]) -> None:
    """Raise AnswersRefused unless answers lie where the form has a place for them.

    What is in those places is judged by the form itself; a draft may hold anything there.
    """
    if opened.form.single or not opened.asks:
        return
    known = {section.key for section in opened.form.sections}
    wrong = [
        Misplaced(key, "There is no such section." if key not in known else NO_RECORD)
        for key, given in answers.items()
        if key not in known or not isinstance(given, Mapping)
    ]
    if wrong:
        raise AnswersRefused(wrong)


@dataclass(frozen=True)
class Misplaced:
    """A section that cannot be read, as a problem of the answers."""

    field: str
    sentence: str

    def __str__(self) -> str:
        return self.sentence


def _section(opened: Opened, section: Section) -> FormSection:
    items = opened.bound(section).items
    asked = [_question(one) for item in items for one in _questions(item)]
    return FormSection(key=section.key, title=section.title, questions=asked)


def _questions(item: Item) -> Iterator[Item]:
    """The questions of an item and of its group, with those that ask for an explanation."""
    for one in item.walk():
        if one.asked and one.component.key:
            yield one
            if one.why is not None:
                yield one.why


def _question(item: Item) -> Question:
    component = item.component
    return Question(
        key=component.key,
        type=component.type,
        label=component.label,
        hint=component.hint,
        required=item.required or component.required,
        hidden=item.hidden,
        options=[Choice(value=one.value, label=one.label) for one in item.options],
        columns=[inner.key for inner in component.components if inner.key],
        earlier=[one.text for one in item.earlier],
    )
