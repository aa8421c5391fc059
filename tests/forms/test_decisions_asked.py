"""How often a form asks its decisions, and that it guesses none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

import forms
from handlers.scenarios.filling import filled
from tests.forms.grading import ASKED, EVERYWHERE, GRADE, HINT, OVERVIEW, REASON, decide, folder
from tests.forms.support import AUDITOR
from tests.forms.support import decide as bundle_decide


def test_only_what_a_text_names_is_asked_and_once(evaluate: forms.Evaluate) -> None:
    form = folder(EVERYWHERE + OVERVIEW, [GRADE], [ASKED, HINT, REASON])
    asked: list[str] = []

    def listening(ids: Sequence[str], variables: Mapping[str, object]) -> list[object]:
        asked.extend(ids)
        return decide(ids, variables)

    forms.check(
        form,
        {"a": {"grade": "good"}, "b": {"grade": "good"}},
        sections=None,
        context={},
        reviewed=None,
        evaluate=evaluate,
        decide=listening,
    )
    assert sorted(asked) == ["odd_grades", "who_grades"]


def test_without_anybody_to_decide_nothing_is_guessed(evaluate: forms.Evaluate) -> None:
    form = folder(EVERYWHERE, [ASKED], [ASKED])
    with pytest.raises(LookupError, match="who_grades"):
        forms.bind(form.section("a"), context={}, evaluate=evaluate)


def test_judging_a_whole_stage_1_asks_twice_for_each_page(
    audit: forms.Form, evaluate: forms.Evaluate
) -> None:
    """What it costs: one batch of FEEL and one of decisions for each page, whatever it holds."""
    calls: list[str] = []

    def evaluated(texts: Sequence[str], variables: Mapping[str, object]) -> Sequence[object]:
        calls.append("feel")
        return evaluate(texts, variables)

    def decided(ids: Sequence[str], variables: Mapping[str, object]) -> Sequence[object]:
        calls.append("decide")
        return bundle_decide(ids, variables)

    def judged(answers: Mapping[str, object]) -> Mapping[str, object]:
        calls.clear()
        kept, problems = forms.check(
            audit,
            answers,
            sections=None,
            context=AUDITOR,
            reviewed=None,
            evaluate=evaluated,
            decide=decided,
        )
        assert problems == []
        return kept

    judged(judged(filled(audit, None, AUDITOR, None, {})))
    assert calls == ["decide", "feel"] * len(audit.sections)
