"""Policy 4.4: what the form shows and asks of the peer reviewer (R56, R71 to R76)."""

from __future__ import annotations

import pytest

import forms
from tests.forms.support import decide
from tests.policy.judging import AUDITOR, REVIEWER, Answers, judge


def test_r56_r74_the_reviewer_must_grade_supervision(
    audit: forms.Form, evaluate: forms.Evaluate, evidenced: Answers
) -> None:
    mine = {k: v for k, v in evidenced["s9"].items() if k != "own_practice"}
    _, problems = judge(audit, evaluate, "s9", mine, REVIEWER, evidenced["s9"])
    assert problems == ["s9_8", "grade", "rationale"]
    graded = {**mine, "grade": "good", "rationale": "Reasoned.", "s9_8": "Well."}
    kept, problems = judge(audit, evaluate, "s9", graded, REVIEWER, evidenced["s9"])
    assert (problems, kept["grade"]) == ([], "good")


def test_r71_r72_the_reviewer_sees_every_answer_of_the_auditor(
    audit: forms.Form, evaluate: forms.Evaluate, evidenced: Answers
) -> None:
    for key, theirs in evidenced.items():
        bound = forms.bind(
            audit.section(key), context=REVIEWER, reviewed=theirs, evaluate=evaluate, decide=decide
        )
        flat = [inner for item in bound.items for inner in item.walk()]
        shown = {i.component.key for i in flat if i.earlier}
        hidden = {i.component.key for i in flat if i.hidden}
        asked = {c.key for c in audit.section(key).walk() if c.key in theirs}
        kept, _ = judge(audit, evaluate, key, theirs, AUDITOR)
        assert {k for k in asked - hidden if kept.get(k)} <= shown, key


def test_r73_the_reviewer_judges_the_auditors_analysis(
    audit: forms.Form, evaluate: forms.Evaluate, evidenced: Answers
) -> None:
    mine = {k: v for k, v in evidenced["overview"].items() if k not in ("analysis", "actions")}
    theirs = evidenced["overview"]
    assert judge(audit, evaluate, "overview", mine, REVIEWER, theirs)[1] == ["view_of_analysis"]


@pytest.mark.parametrize(("mine", "explain"), [("no", True), ("na", True), ("yes", False)])
def test_r76_a_different_answer_opens_a_required_explanation(
    audit: forms.Form, evaluate: forms.Evaluate, evidenced: Answers, mine: str, explain: bool
) -> None:
    theirs = evidenced["s4"]
    answers = {**theirs, "s4_1": mine}
    _, problems = judge(audit, evaluate, "s4", answers, REVIEWER, theirs)
    assert problems == (["s4_1_why"] if explain else [])


def test_a27_a_different_section_grade_is_explained_too_and_words_are_not_compared(
    audit: forms.Form, evaluate: forms.Evaluate, evidenced: Answers
) -> None:
    theirs = evidenced["s1"]
    answers = {**theirs, "grade": "inadequate", "s1_8": "Something else.", "rationale": "Mine."}
    _, problems = judge(audit, evaluate, "s1", answers, REVIEWER, theirs)
    assert problems == ["grade_why"]
    kept, problems = judge(
        audit, evaluate, "s1", {**answers, "grade_why": "x" * 15}, REVIEWER, theirs
    )
    assert (problems, kept["grade_why"]) == ([], "x" * 15)
    short = {**answers, "grade_why": "x" * 14}
    assert judge(audit, evaluate, "s1", short, REVIEWER, theirs)[1] == ["grade_why"]


def test_r76_every_question_with_options_is_compared(audit: forms.Form) -> None:
    for section in audit.sections:
        for component in section.walk():
            if component.type == "radio":
                assert component.compared, (section.key, component.key)


def test_a22_the_reviewer_may_flag_the_wrong_category(
    audit: forms.Form, evaluate: forms.Evaluate
) -> None:
    section = audit.section("overview")
    mine = forms.bind(section, context=REVIEWER, evaluate=evaluate, decide=decide)
    theirs = forms.bind(section, context=AUDITOR, evaluate=evaluate, decide=decide)
    assert "wrong_category" in {i.component.key for i in mine.items}
    assert "wrong_category" not in {i.component.key for i in theirs.items}
