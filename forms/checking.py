"""The server's own judgement of stored answers, whatever a browser or a client sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from forms import asking, outcome
from forms.binding import bind, items_of
from forms.items import Item
from forms.model import Component, Decide, Evaluate, Form, Problem, Section
from forms.review import why_key

Answers = Mapping[str, object]
Status = Literal["not_started", "in_progress", "complete"]


def check(
    form: Form,
    answers: Answers,
    *,
    sections: Sequence[str] | None,
    context: Answers,
    reviewed: Answers | None,
    evaluate: Evaluate,
    decide: Decide | None = None,
) -> tuple[dict[str, object], list[Problem]]:
    """Judge answers: {field: value} for a single form, {section: {field: value}} for a folder.

    Gives the answers to keep (hidden ones and those of sections not presented are dropped) and
    the problems; keep them only when there are none. Unknown sections and fields are problems.
    A section sees the answers of those before it as they are kept. `decide` as in `bind`.
    """
    given = {form.key: answers} if form.single else answers
    earlier = {form.key: reviewed} if form.single and reviewed is not None else reviewed
    problems = list(_strangers(form, given))
    presented = form.presented(None if form.single else sections)
    seen = {section.key: _record(given.get(section.key)) for section in presented}
    kept: dict[str, object] = {}
    for section in presented:
        asks = asking.informed(section.decisions, evaluate, decide)
        kept[section.key], found = _judged(section, {**seen, **kept}, context, earlier, asks)
        problems += found
    only = kept.get(form.key)
    return (only if form.single and isinstance(only, dict) else kept), problems


def in_view(
    form: Form,
    answers: Answers,
    *,
    sections: Sequence[str] | None,
    context: Answers,
    reviewed: Answers | None,
    evaluate: Evaluate,
    decide: Decide | None = None,
) -> Iterator[tuple[Section, Component]]:
    """The questions that were asked of whoever gave these answers, which were kept by `check`."""
    given = {form.key: answers} if form.single else answers
    earlier = {form.key: reviewed} if form.single and reviewed is not None else reviewed
    presented = form.presented(None if form.single else sections)
    seen = {section.key: _record(given.get(section.key)) for section in presented}
    for section in presented:
        asks = asking.informed(section.decisions, evaluate, decide)
        for outer in _items(section, seen, context, earlier, asks):
            for item in outer.walk():
                if item.component.key and not item.hidden:
                    yield section, item.component


def status(
    section: Section,
    *,
    context: Answers,
    saved: Answers | None,
    reviewed: Answers | None = None,
    evaluate: Evaluate,
    decide: Decide | None = None,
    sections: Answers | None = None,
) -> Status:
    """How far a person is with a section: what the task list says beside it."""
    if not any(word not in (None, "", [], False, [{}]) for word in (saved or {}).values()):
        return "not_started"
    bound = bind(
        section,
        context=context,
        saved=saved,
        reviewed=reviewed,
        evaluate=evaluate,
        decide=decide,
        sections=sections,
        validate=True,
    )
    return "in_progress" if bound.problems else "complete"


def _judged(
    section: Section,
    answers: Answers,
    context: Answers,
    reviewed: Answers | None,
    evaluate: Evaluate,
) -> tuple[dict[str, object], list[Problem]]:
    items = _items(section, answers, context, reviewed, evaluate)
    return outcome.answers(items), outcome.problems(section, items)


def _items(
    section: Section,
    answers: Answers,
    context: Answers,
    reviewed: Answers | None,
    evaluate: Evaluate,
) -> list[Item]:
    unanswered = {c.key: None for c in section.walk() if c.key}
    return items_of(
        section,
        context=context,
        saved={**unanswered, **_record(answers[section.key])},
        posted=None,
        reviewed=None if reviewed is None else _record(reviewed.get(section.key)),
        evaluate=evaluate,
        sections=answers,
        shown=False,
    )


def _strangers(form: Form, answers: Answers) -> Iterator[Problem]:
    known = {section.key: section for section in form.sections}
    for key, given in answers.items():
        section = known.get(key)
        if section is None or not isinstance(given, Mapping):
            yield Problem(key[:60], "", "The form has no such section", "")
        else:
            yield from _unknown_fields(section, given)


def _unknown_fields(section: Section, given: Answers) -> Iterator[Problem]:
    fields = {c.key for c in section.walk() if c.key}
    fields |= {why_key(c.key) for c in section.walk() if c.compared}
    for name in sorted(set(map(str, given)) - fields):
        yield Problem(section.key, name[:60], "The form has no such question", "")
    for component in section.walk():
        columns = {c.key for c in component.components}
        rows = given.get(component.key) if component.type == "dynamiclist" else None
        for row in rows if isinstance(rows, list) else []:
            if not isinstance(row, Mapping) or set(map(str, row)) - columns:
                yield Problem(section.key, component.key, "A row has unknown columns", "")


def _record(answers: object) -> dict[str, object]:
    return {str(k): v for k, v in answers.items()} if isinstance(answers, Mapping) else {}
