"""Reviewing another person's answers: shown above mine, and a difference explained."""

from __future__ import annotations

import json

import pytest

import forms
from forms.items import Earlier
from forms.model import Section
from tests.forms.support import posted

TOML = (
    b'title = "T"\norder = ["a"]\nexplain_min_length = 15\nearlier_heading = "Theirs"\n'
    b'[titles]\na = "A"\n'
)
GRADES = [{"label": "Good", "value": "good"}, {"label": "Poor", "value": "poor"}]
GRADE = {
    "type": "radio",
    "key": "grade",
    "label": "Grade",
    "values": GRADES,
    "properties": {"review": "true"},
}
NOTE = {"type": "textarea", "key": "note", "label": "Note", "properties": {"shownWith": "grade"}}
OWN = {"type": "textarea", "key": "own", "label": "Own work", "properties": {"for": "auditor"}}
WORDS = "The plan was never reviewed."


@pytest.fixture
def page() -> Section:
    components = json.dumps({"components": [GRADE, NOTE, OWN]}).encode()
    files = {"forms/f/form.toml": TOML, "forms/f/a.form": components}
    return forms.read(files)["f"].section("a")


def review(
    page: Section, evaluate: forms.Evaluate, theirs: dict[str, object], mine: dict[str, str]
) -> forms.Bound:
    context = {"role": "reviewer"}
    return forms.bind(
        page, context=context, reviewed=theirs, posted=posted(mine), evaluate=evaluate
    )


def test_the_same_answer_needs_no_words(page: Section, evaluate: forms.Evaluate) -> None:
    bound = review(page, evaluate, {"grade": "good"}, {"grade": "good"})
    assert (bound.problems, bound.answers) == ([], {"grade": "good"})


def test_a_different_answer_must_be_explained(page: Section, evaluate: forms.Evaluate) -> None:
    bound = review(page, evaluate, {"grade": "good"}, {"grade": "poor"})
    assert [(p.field, p.anchor) for p in bound.problems] == [("grade_why", "grade_why")]
    assert "15 characters or more" in str(bound.problems[0])


def test_fourteen_characters_are_too_few_and_kept(page: Section, evaluate: forms.Evaluate) -> None:
    bound = review(page, evaluate, {"grade": "good"}, {"grade": "poor", "grade_why": "x" * 14})
    assert len(bound.problems) == 1
    assert bound.words["grade_why"] == "x" * 14
    assert "grade_why" not in bound.answers


def test_an_explained_difference_is_accepted(page: Section, evaluate: forms.Evaluate) -> None:
    bound = review(page, evaluate, {"grade": "good"}, {"grade": "poor", "grade_why": WORDS})
    assert bound.problems == []
    assert bound.answers == {"grade": "poor", "grade_why": WORDS}


def test_an_explanation_of_no_difference_is_not_an_answer(
    page: Section, evaluate: forms.Evaluate
) -> None:
    bound = review(page, evaluate, {"grade": "good"}, {"grade": "good", "grade_why": WORDS})
    assert bound.answers == {"grade": "good"}
    assert bound.words["grade_why"] == WORDS


def test_what_was_not_answered_before_is_not_compared(
    page: Section, evaluate: forms.Evaluate
) -> None:
    assert review(page, evaluate, {}, {"grade": "poor"}).problems == []


def test_words_are_never_compared(page: Section, evaluate: forms.Evaluate) -> None:
    theirs: dict[str, object] = {"grade": "good", "note": "one thing"}
    bound = review(page, evaluate, theirs, {"grade": "good", "note": "another"})
    assert bound.problems == []


def test_earlier_answers_stand_with_their_question(page: Section, evaluate: forms.Evaluate) -> None:
    theirs: dict[str, object] = {"grade": "good", "note": "page 3", "own": "I asked too late."}
    bound = review(page, evaluate, theirs, {})
    assert bound.items[0].earlier == [Earlier("Theirs", "Good"), Earlier("Note", "page 3")]
    assert bound.items[1].earlier == []
    assert (bound.items[2].asked, bound.items[2].earlier) == (
        False,
        [Earlier("Theirs", "I asked too late.")],
    )


def test_without_a_review_nothing_is_compared(page: Section, evaluate: forms.Evaluate) -> None:
    bound = forms.bind(
        page, context={"role": "auditor"}, saved={"grade": "poor"}, evaluate=evaluate
    )
    assert bound.items[0].why is None
    assert bound.reviewing is False
