"""A form asks decisions: their values are known to its conditions and texts by name."""

from __future__ import annotations

import forms
from tests.forms.grading import (
    ASKED,
    EVERYWHERE,
    GRADE,
    HINT,
    OVERVIEW,
    REASON,
    bound,
    decide,
    folder,
)
from tests.forms.support import posted


def test_a_decision_of_the_form_is_asked_by_each_section(evaluate: forms.Evaluate) -> None:
    form = folder(EVERYWHERE, [ASKED], [ASKED])
    seen = [[i.hidden for i in bound(form, key, evaluate, {}).items] for key in "ab"]
    assert seen == [[], [False]]
    kept, problems = forms.check(
        form,
        {"a": {"grade": "poor"}, "b": {}},
        sections=None,
        context={},
        reviewed=None,
        evaluate=evaluate,
        decide=decide,
    )
    assert kept == {"a": {}, "b": {}}
    assert [p.section for p in problems] == ["b"]


def test_a_hint_and_a_required_reason_follow_the_answers(evaluate: forms.Evaluate) -> None:
    form = folder(OVERVIEW, [GRADE], [GRADE, HINT, REASON])
    odd = bound(form, "b", evaluate, {"grade": "good"}, a={"grade": "poor"})
    [hint] = odd.hints
    assert [span.text for span in hint.blocks[0].lines[0]] == [
        "Better than a section.",
        " Just a hint.",
    ]
    assert [str(p) for p in odd.problems] == ["Say why"]
    assert [row.required for row in odd.rows if row.field == "reason"] == [True]
    for saved, other in (({"grade": "poor"}, "poor"), ({"grade": "good"}, "good"), ({}, "poor")):
        plain = bound(form, "b", evaluate, saved, a={"grade": other})
        assert [hint.hidden for hint in plain.hints] == [True]
        assert plain.problems == []


def test_a_reason_that_is_given_is_kept_either_way(evaluate: forms.Evaluate) -> None:
    form = folder(OVERVIEW, [GRADE], [GRADE, REASON])
    for grade in ("good", "poor"):
        saved = {"grade": grade, "reason": "Because."}
        page = bound(form, "b", evaluate, saved, a={"grade": "poor"})
        assert (page.answers, page.problems) == (saved, [])


def test_a_posted_answer_is_seen_at_once(evaluate: forms.Evaluate) -> None:
    form = folder(OVERVIEW, [GRADE], [GRADE, HINT, REASON])
    page = forms.bind(
        form.section("b"),
        context={},
        saved={"grade": "poor"},
        posted=posted({"grade": "good", "reason": ""}),
        sections={"a": {"grade": "poor"}},
        evaluate=evaluate,
        decide=decide,
    )
    assert [p.field for p in page.problems] == ["reason"]


def test_a_decision_sees_what_is_kept_of_the_other_sections(evaluate: forms.Evaluate) -> None:
    """A grade that was never asked for counts for nothing, whatever a client sends."""
    form = folder(EVERYWHERE + OVERVIEW, [ASKED], [GRADE, REASON])
    _, problems = forms.check(
        form,
        {"a": {"grade": "poor"}, "b": {"grade": "good"}},
        sections=None,
        context={},
        reviewed=None,
        evaluate=evaluate,
        decide=decide,
    )
    assert problems == []


def test_how_far_a_section_is_depends_on_it(evaluate: forms.Evaluate) -> None:
    form = folder(OVERVIEW, [GRADE], [GRADE, REASON])

    def at(other: str) -> str:
        return forms.status(
            form.section("b"),
            context={},
            saved={"grade": "good"},
            sections={"a": {"grade": other}},
            evaluate=evaluate,
            decide=decide,
        )

    assert [at("good"), at("poor")] == ["complete", "in_progress"]
