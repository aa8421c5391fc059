"""Binding: a section, what was saved and what was posted become a page, answers and problems."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from forms import conditions, review
from forms.items import Item, build
from forms.model import Evaluate, Problem, Section
from forms.rules import too_few_rows
from forms.showing import AnswerRow, answer_rows
from forms.words import Posted, row_action, word

Context = Mapping[str, object]


@dataclass(frozen=True)
class Bound:
    """A section bound to a person's words.

    `items` are what the macros render. `answers` hold what is visible and valid. `words` hold
    everything as typed, JSON-safe, for the draft. `problems` are empty until something is posted
    or validation is asked for, and while a row is only added or removed (`row_action`).
    """

    section: Section
    context: Context
    items: list[Item]
    answers: dict[str, object]
    words: dict[str, object]
    problems: list[Problem]
    row_action: bool = False
    reviewing: bool = False
    earlier_by: str = ""

    @property
    def rows(self) -> list[AnswerRow]:
        """The questions now in view with their answers in words, unanswered ones included."""
        given = answer_rows(self.section, self.answers, context=self.context, unanswered=True)
        gone = {i.component.key for o in self.items for i in o.walk() if i.hidden or not i.asked}
        seen = {i.component.key for o in self.items for i in o.walk()} - gone
        return [row for row in given if row.field in seen or row.field in self.answers]


def bind(
    section: Section,
    *,
    context: Context,
    saved: Context | None = None,
    posted: Posted | None = None,
    reviewed: Context | None = None,
    evaluate: Evaluate,
    sections: Context | None = None,
    validate: bool = False,
) -> Bound:
    """Bind one section. Never raises for what a person typed, however odd.

    `saved` are earlier words or answers of this person; `reviewed` another person's answers to
    this section (None: nothing is reviewed); `sections` this person's answers to all sections.
    Conditions see this section's answers by key, then the entries of `context` by name; and the
    records `given` (the context), `reviewed` and `sections`, in which what is missing is null.
    Problems are found when `posted` is given or `validate` is true.
    """
    kept, earlier = dict(saved or {}), dict(reviewed or {})
    items = build(section.components, context, kept, posted)
    given = {**context, "given": context, "reviewed": earlier, "sections": dict(sections or {})}
    conditions.settle(items, given, evaluate)
    if reviewed is not None:
        review.attach(items, earlier, _explanations(section, kept, posted), section.settings)
    moved = row_action(posted)
    problems = _problems(section, items) if (posted is not None or validate) and not moved else []
    answers, words = _answers(items), {**_untouched(section, kept), **_words(items)}
    return Bound(
        section,
        context,
        [i for i in items if _worth_showing(i)],
        answers,
        words,
        problems,
        moved,
        reviewed is not None,
        str(context.get("reviewed_by") or ""),
    )


def _explanations(section: Section, saved: Context, posted: Posted | None) -> dict[str, object]:
    keys = (review.why_key(c.key) for c in section.walk() if c.compared)
    written = next((c for c in section.walk() if c.key), section.components[0])
    area = type(written)(id="why", type="textarea")
    return {key: word(area, key, saved.get(key), posted) for key in keys}


def _worth_showing(item: Item) -> bool:
    if item.type == "group":
        item.items = [i for i in item.items if _worth_showing(i)]
        return bool(item.items) and _may_show(item)
    return _may_show(item) if item.asked else bool(item.earlier)


def _may_show(item: Item) -> bool:
    """Also what this page may yet bring into view: without a rule for it the browser shows it."""
    return not item.hidden or item.rule is not None or item.follows


def _answers(items: Sequence[Item]) -> dict[str, object]:
    found: dict[str, object] = {}
    for item in (inner for outer in items for inner in outer.walk()):
        if item.hidden or not item.component.key:
            continue
        if item.type == "dynamiclist":
            found[item.component.key] = [
                row for row in map(_answers, item.rows) if any(row.values())
            ]
        elif item.value is not None and not item.fault:
            found[item.component.key] = item.value
        if item.why and not item.why.hidden and not item.why.fault:
            found[item.why.component.key] = item.why.value
    return found


def _words(items: Sequence[Item]) -> dict[str, object]:
    found: dict[str, object] = {}
    for item in (inner for outer in items for inner in outer.walk() if inner.asked):
        if item.type == "dynamiclist":
            found[item.component.key] = [_words(row) for row in item.rows]
        elif item.component.key and item.word is not None:
            found[item.component.key] = item.word
        if item.why and item.why.word:
            found[item.why.component.key] = item.why.word
    return found


def _untouched(section: Section, saved: Context) -> dict[str, object]:
    known = {c.key for c in section.walk() if c.key}
    known |= {review.why_key(c.key) for c in section.walk() if c.compared}
    return {key: word for key, word in saved.items() if key in known}


def _problems(section: Section, items: Sequence[Item]) -> list[Problem]:
    found: list[Problem] = []
    for item in (inner for outer in items for inner in outer.walk()):
        if item.hidden:
            continue
        for faulty in _faulty(item):
            faulty.error = faulty.fault
            found.append(Problem(section.key, faulty.name, faulty.fault, faulty.anchor))
    return found


def _faulty(item: Item) -> list[Item]:
    if item.type == "dynamiclist":
        inside = [column for row in item.rows if _begun(row) for column in row if column.fault]
        item.fault = too_few_rows(item.component, sum(_begun(row) for row in item.rows))
        return [item, *inside] if item.fault else inside
    return [i for i in (item, item.why) if i is not None and i.fault and not i.hidden]


def _begun(row: Sequence[Item]) -> bool:
    return any(column.wrong or column.value not in (None, False, []) for column in row)
