"""Policy 4.4: what the form asks of the auditor (R53 to R58)."""

from __future__ import annotations

import pytest

import forms
from tests.policy.judging import AUDITOR, GRADES, Answers, judge

GRADED = [f"s{n}" for n in range(1, 9)]


def test_a_complete_stage_1_is_accepted(
    audit: forms.Form, evaluate: forms.Evaluate, evidenced: Answers
) -> None:
    for key, answers in evidenced.items():
        assert judge(audit, evaluate, key, answers, AUDITOR)[1] == [], key


@pytest.mark.parametrize("key", GRADED)
def test_r53_every_sub_section_but_supervision_must_be_graded(
    audit: forms.Form, evaluate: forms.Evaluate, evidenced: Answers, key: str
) -> None:
    answers = {k: v for k, v in evidenced[key].items() if k != "grade"}
    assert judge(audit, evaluate, key, answers, AUDITOR)[1] == ["grade"]
    grade = audit.section(key).find("grade")
    assert grade is not None
    assert [o.value for o in grade.options] == GRADES


def test_r54_the_auditor_cannot_grade_supervision(
    audit: forms.Form, evaluate: forms.Evaluate, evidenced: Answers
) -> None:
    forged = {**evidenced["s9"], "grade": "outstanding", "rationale": "I did well."}
    kept, problems = judge(audit, evaluate, "s9", forged, AUDITOR)
    assert problems == []
    assert {"grade", "rationale"} & set(kept) == set()


def test_r55_the_auditor_must_comment_on_own_practice(
    audit: forms.Form, evaluate: forms.Evaluate, evidenced: Answers
) -> None:
    answers = {k: v for k, v in evidenced["s9"].items() if k != "own_practice"}
    assert judge(audit, evaluate, "s9", answers, AUDITOR)[1] == ["own_practice"]


def test_r57_at_least_one_recommended_action(
    audit: forms.Form, evaluate: forms.Evaluate, evidenced: Answers
) -> None:
    answers = {**evidenced["overview"], "actions": []}
    assert judge(audit, evaluate, "overview", answers, AUDITOR)[1] == ["actions"]


def test_a36_an_action_has_an_owner_a_date_and_says_whether_it_is_immediate(
    audit: forms.Form, evaluate: forms.Evaluate, evidenced: Answers
) -> None:
    answers = {**evidenced["overview"], "actions": [{"action": "Visit."}]}
    _, problems = judge(audit, evaluate, "overview", answers, AUDITOR)
    assert problems == ["actions[0].owner", "actions[0].due"]
    kept, _ = judge(audit, evaluate, "overview", evidenced["overview"], AUDITOR)
    assert kept["actions"] == evidenced["overview"]["actions"]


def test_r58_an_overall_grade(
    audit: forms.Form, evaluate: forms.Evaluate, evidenced: Answers
) -> None:
    needed = ("overall_grade", "analysis", "concern_raised")
    answers = {k: v for k, v in evidenced["overview"].items() if k not in needed}
    _, problems = judge(audit, evaluate, "overview", answers, AUDITOR)
    assert sorted(problems) == sorted(needed)
