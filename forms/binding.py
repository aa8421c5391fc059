"""Binding: a section, what was saved and what was posted become a page, answers and problems."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from forms import asking, conditions, outcome, review, showable
from forms.items import Item, build
from forms.model import Decide, Evaluate, Problem, Section, Settings
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

    @property
    def hints(self) -> list[Item]:
        """Insets and warnings that follow a decision, with those that are not in view just now."""
        return [inner for item in self.items for inner in item.walk() if inner.live]

    @property
    def rows(self) -> list[AnswerRow]:
        """The questions now in view with their answers in words, unanswered ones included."""
        given = answer_rows(self.section, self.answers, context=self.context, unanswered=True)
        gone = {i.component.key for o in self.items for i in o.walk() if i.hidden or not i.asked}
        seen = {i.component.key for o in self.items for i in o.walk()} - gone
        needed = {i.component.key for o in self.items for i in o.walk() if i.required}
        rows = [row for row in given if row.field in seen or row.field in self.answers]
        return [replace(row, required=row.required or row.field in needed) for row in rows]


def bind(
    section: Section,
    *,
    context: Context,
    saved: Context | None = None,
    posted: Posted | None = None,
    reviewed: Context | None = None,
    evaluate: Evaluate,
    decide: Decide | None = None,
    sections: Context | None = None,
    said: Context | None = None,
    validate: bool = False,
) -> Bound:
    """Bind one section. Never raises for what a person typed, however odd.

    `saved` are earlier words or answers of this person; `reviewed` another person's answers to
    this section (None: nothing is reviewed); `sections` this person's answers to all sections,
    and `said` the same in words, for texts.
    Conditions see this section's answers by key, then the entries of `context` by name; and the
    records `given` (the context), `reviewed` and `sections`, in which what is missing is null; the
    text `section` (its key); and the values of the decisions that the section asks. These see the
    same. `decide` may be left out where a section asks none.
    Problems are found when `posted` is given or `validate` is true.
    """
    kept = dict(saved or {})
    items = items_of(
        section,
        context=context,
        saved=kept,
        posted=posted,
        reviewed=reviewed,
        evaluate=asking.informed(section.decisions, evaluate, decide),
        sections=sections,
        said=said,
        shown=True,
    )
    moved = row_action(posted)
    judged = (posted is not None or validate) and not moved
    problems = outcome.problems(section, items) if judged else []
    answers, words = outcome.answers(items), outcome.words(section, items, kept)
    return Bound(
        section,
        context,
        [i for i in items if _worth_showing(i)],
        answers,
        words,
        problems,
        moved,
        reviewed is not None,
    )


def items_of(
    section: Section,
    *,
    context: Context,
    saved: Context,
    posted: Posted | None,
    reviewed: Context | None,
    evaluate: Evaluate,
    sections: Context | None,
    said: Context | None = None,
    shown: bool,
) -> list[Item]:
    """The items with their values, conditions and comparisons; `shown`: with what a page needs."""
    earlier = dict(reviewed or {})
    known = {"given": context, "reviewed": earlier, "sections": dict(sections or {})}
    known["said"] = dict(said or {})
    given = {**context, **known, "section": section.key}
    begun = {**_offered(section, saved, given, evaluate), **saved}
    items = build(section.components, context, begun, posted)
    flat, settings = conditions.asked(items), section.settings
    also = showable.texts(flat) if shown else set()
    also |= {settings.explain_min_text} - {""} if reviewed is not None else set()
    results = conditions.settle(items, given, evaluate, also)
    if shown:
        showable.finish(flat, results, section.decisions)
    if reviewed is not None:
        words = _explanations(section, saved, posted)
        review.attach(items, earlier, words, _reviewing(settings, context, results))
    return items


def _offered(
    section: Section, saved: Context, given: Context, evaluate: Evaluate
) -> dict[str, object]:
    """The words that the form itself works out, for questions nobody has touched yet."""
    texts = {c.key: c.offered for c in section.walk() if c.offered and c.key not in saved}
    found = evaluate(list(texts.values()), given) if texts else ()
    words = (one.isoformat()[:10] if isinstance(one, date) else one for one in found)
    return dict(zip(texts, words, strict=True))


def _reviewing(settings: Settings, context: Context, results: Context) -> Settings:
    """The settings with what only this review knows: who answered before, and how much to write."""
    by, shortest = context.get("reviewed_by"), results.get(settings.explain_min_text)
    heading = f"{by}’s answer" if by else settings.earlier_heading
    length = shortest if isinstance(shortest, int) else settings.explain_min_length
    return replace(settings, earlier_heading=heading, explain_min_length=length)


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
    in_reach = item.rule.values if item.rule else item.follows
    return not item.hidden or bool(in_reach) or item.live
