"""The forms as people met them: what was asked, how often, and what was chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from engine.tables import Submission, UserTask
from forms import Component, Form, Section, in_view
from handlers.simulation.figures.source import Source

NOTHING: Mapping[str, Any] = {"sections": None, "context": {}, "reviews": None}
Told = dict[str, Any]


class Questions:
    """Every form that was sent in, by its key."""

    def __init__(self, source: Source) -> None:
        self._source = source
        columns = (Submission.form, Submission.answers, Submission.at, Submission.user_task_id)
        self._rows = source.rows(Submission, Submission.id, *columns)
        self._answers = {str(row.id): row.answers for row in self._rows}
        given = source.rows(UserTask, UserTask.id, UserTask.details)
        self._details: dict[UUID | None, Mapping[str, Any]] = {id: told for id, told in given}

    def figures(self) -> dict[str, Told]:
        """How often each form was sent in, and of each question in it how often it was in view,
        how often it was answered, and how often each of its options was chosen."""
        found: dict[str, Told] = {}
        for row in self._rows:
            form = self._source.deployed.forms.get(row.form or "")
            if form is not None:
                self._count(found.setdefault(form.key, _blank(form)), form, row)
        return dict(sorted(found.items()))

    def _count(self, told: Told, form: Form, row: Any) -> None:
        told["sent"] += 1
        for section, component in self._in_view(form, row):
            counted = told["questions"][place(section, component)]
            answers = row.answers if form.single else row.answers.get(section.key, {})
            given = answers.get(component.key)
            counted["asked"] += 1
            counted["answered"] += given not in (None, "", [], False)
            for value in given if isinstance(given, list) else [given]:
                if isinstance(value, str) and value in counted["options"]:
                    counted["options"][value]["chosen"] += 1

    def _in_view(self, form: Form, row: Any) -> Iterator[tuple[Section, Component]]:
        deployed, details = self._source.deployed, self._details.get(row.user_task_id, NOTHING)
        reviews = details["reviews"]
        return in_view(
            form,
            row.answers,
            sections=details["sections"],
            context=details["context"],
            reviewed=None if reviews is None else self._answers.get(str(reviews)),
            evaluate=lambda texts, known: deployed.evaluate_many(texts, known, row.at),
            decide=lambda ids, known: deployed.decide_many(ids, known, row.at),
        )


def place(section: Section, component: Component) -> str:
    """What a question is known by in every version of its form."""
    return "/".join(filter(None, (section.key, component.key, component.role)))


def _blank(form: Form) -> Told:
    return {
        "title": form.title,
        "sent": 0,
        "questions": {
            place(section, component): _question(section, component)
            for section in form.sections
            for component in section.walk()
            if component.key
        },
    }


def _question(section: Section, component: Component) -> Told:
    options = {one.value: {"words": one.label, "chosen": 0} for one in component.options}
    words = " ".join(filter(None, (component.number, component.label or component.key)))
    return {"section": section.title, "words": words, "asked": 0, "answered": 0, "options": options}
