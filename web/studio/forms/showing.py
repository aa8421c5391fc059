"""A page of a form as staff will see it: rendered by the server from invented facts and answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from engine import decisions, expressions
from engine.bundle import Bundle
from engine.calendar import calendar_of
from engine.decisions import DecisionFailed
from engine.errors import PlumblineError
from engine.expressions import ExpressionFailed, Settings
from forms import (
    Bound,
    Component,
    Decide,
    Evaluate,
    Form,
    FormRefused,
    Section,
    bind,
    read,
)
from web.studio.forms.facts import Fact, context_of, facts_of
from web.studio.soundness import trouble_with
from web.studio.tables.trying import decisions_of

EXAMPLES: Mapping[str, object] = {
    "number": 1,
    "datetime": "2026-12-01",
    "checkbox": True,
    "textfield": "An example",
    "textarea": "An example, in a few words.",
}
ANSWERED, WRONG, REVIEWED = "answered", "wrong", "reviewed"


@dataclass(frozen=True)
class Page:
    """The page, or the `trouble` that keeps it from being shown. `facts` can be chosen."""

    form: Form | None = None
    section: Section | None = None
    facts: Sequence[Fact] = ()
    bound: Bound | None = None
    trouble: str = ""
    compares: bool = False
    chosen: Mapping[str, str] = field(default_factory=dict)


def page_of(bundle: Bundle, path: str, chosen: Mapping[str, str], now: datetime) -> Page:
    """The page of this file with what was chosen: facts by path, and the words ANSWERED, WRONG and
    REVIEWED. Never raises for what is in the file."""
    try:
        form, section = _found(bundle, path)
    except FormRefused as no:
        return Page(trouble=f"{no.file}: {no.component}: {no.sentence} {no.remedy}")
    if trouble := trouble_with(bundle):
        return Page(form, section, trouble=trouble)
    known = decisions_of(bundle)
    facts = facts_of(form, section, known)
    compares = any(c.compared for c in section.walk())
    shown = Page(form, section, facts, None, "", compares, chosen)
    try:
        bound = _bound(bundle, shown, section, now)
    except (ExpressionFailed, DecisionFailed, PlumblineError) as no:
        return Page(form, section, facts, None, str(no), compares, chosen)
    return Page(form, section, facts, bound, "", compares, chosen)


def _found(bundle: Bundle, path: str) -> tuple[Form, Section]:
    for form in read(bundle.files).values():
        for section in form.sections:
            if section.file == path:
                return form, section
    raise FormRefused(path, "", "No form uses this file.", "Name it in `order` of form.toml.")


def _bound(bundle: Bundle, page: Page, section: Section, now: datetime) -> Bound:
    evaluate, decide = _working(bundle, now)
    answers = {c.key: _answer(c) for c in section.walk() if c.key}
    return bind(
        section,
        context=context_of(list(page.facts), page.chosen),
        saved=answers if page.chosen.get(ANSWERED) else {},
        reviewed=answers if page.compares and page.chosen.get(REVIEWED) else None,
        evaluate=evaluate,
        decide=decide,
        sections={},
        validate=bool(page.chosen.get(WRONG)),
    )


def _working(bundle: Bundle, now: datetime) -> tuple[Evaluate, Decide]:
    """How texts and tables of the bundle are worked out on that day."""
    settings = Settings(now, calendar_of(bundle, None))
    given, tables = {"parameters": bundle.parameters}, decisions_of(bundle)

    def evaluate(texts: Sequence[str], variables: Mapping[str, object]) -> Sequence[object]:
        return expressions.evaluate_many(texts, {**given, **variables}, settings)

    def decide(ids: Sequence[str], variables: Mapping[str, object]) -> Sequence[object]:
        known = {**given, **variables}
        return [decisions.evaluate(tables or (), id, known, settings) for id in ids]

    return evaluate, decide


def _answer(component: Component) -> object:
    """An invented answer of the kind the question asks for."""
    first = component.options[0].value if component.options else None
    if component.type == "checklist":
        return [first] if first else []
    if component.type == "dynamiclist":
        return [{c.key: _answer(c) for c in component.components if c.key}]
    return EXAMPLES.get(component.type, first)
