"""Policy 4.4: what the form asks of auditor and peer reviewer (R53 to R61, R71 to R76)."""

from __future__ import annotations

import pytest

import forms
from tests.forms.support import decide

AUDITOR = {"role": "auditor", "category": "CP", "open_band": "3_months_or_more"}
REVIEWER = {**AUDITOR, "role": "reviewer"}
GRADES = ["outstanding", "good", "requires_improvement", "inadequate", "inadequate_critical"]
GRADED = [f"s{n}" for n in range(1, 9)]
Answers = dict[str, dict[str, object]]


def judge(
    audit: forms.Form,
    evaluate: forms.Evaluate,
    key: str,
    answers: dict[str, object],
    context: dict[str, str],
    reviewed: dict[str, object] | None = None,
) -> tuple[dict[str, object], list[str]]:
    kept, problems = forms.check(
        audit,
        {key: answers},
        sections=[key],
        context=context,
        reviewed=None if reviewed is None else {key: reviewed},
        evaluate=evaluate,
        decide=decide,
    )
    found = kept[key]
    assert isinstance(found, dict)
    return found, [p.field for p in problems]


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


def test_r56_r74_the_reviewer_must_grade_supervision(
    audit: forms.Form, evaluate: forms.Evaluate, evidenced: Answers
) -> None:
    mine = {k: v for k, v in evidenced["s9"].items() if k != "own_practice"}
    _, problems = judge(audit, evaluate, "s9", mine, REVIEWER, evidenced["s9"])
    assert problems == ["s9_8", "grade", "rationale"]
    graded = {**mine, "grade": "good", "rationale": "Reasoned.", "s9_8": "Well."}
    kept, problems = judge(audit, evaluate, "s9", graded, REVIEWER, evidenced["s9"])
    assert (problems, kept["grade"]) == ([], "good")


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


def test_r59_the_section_grades_are_shown_beside_the_overall_grade(
    audit: forms.Form, evaluate: forms.Evaluate
) -> None:
    sections = {"s1": {"grade": "good"}, "s4": {"grade": "requires_improvement"}}
    bound = forms.bind(
        audit.section("overview"),
        context=AUDITOR,
        evaluate=evaluate,
        decide=decide,
        sections=sections,
    )
    shown = [i for i in bound.items if i.component.id.startswith("section_grade_")]
    words = ["".join(span.text for span in item.blocks[0].lines[0]) for item in shown]
    assert words == [
        "The record, the story so far and who the child is: good",
        "Protecting the child: requires improvement",
    ]


@pytest.mark.parametrize(
    ("overall", "sections", "said", "reason"),
    [
        ("good", "good good requires_improvement", "", False),
        ("good", "outstanding requires_improvement", "", False),
        ("good", "inadequate inadequate good", "two or more grades away from the middle", True),
        ("outstanding", "good requires_improvement", "", False),
        ("outstanding", "requires_improvement", "two or more grades away", True),
        ("requires_improvement", "good good inadequate_critical", "Inadequate critical and", True),
        ("inadequate", "inadequate_critical good", "Inadequate critical and the case", True),
        ("inadequate", "inadequate", "You graded the case Inadequate or worse", True),
        ("inadequate_critical", "inadequate_critical", "Inadequate or worse", True),
        ("good", "good good inadequate", "Good or better overall would be unusual", False),
        ("good", "", "", False),
        ("inadequate", "", "Inadequate or worse", True),
    ],
)
def test_a25_an_unusual_overall_grade_is_pointed_out_and_never_computed(
    audit: forms.Form,
    evaluate: forms.Evaluate,
    overall: str,
    sections: str,
    said: str,
    reason: bool,
) -> None:
    keys = ("s1", "s2", "s3")[-len(sections.split()) :]
    bound = forms.bind(
        audit.section("overview"),
        context=AUDITOR,
        saved={"overall_grade": overall},
        sections={k: {"grade": g} for k, g in zip(keys, sections.split(), strict=False)},
        evaluate=evaluate,
        decide=decide,
        validate=True,
    )
    [hint] = bound.hints
    words = "".join(span.text for block in hint.blocks for line in block.lines for span in line)
    assert hint.hidden == (not said)
    assert said in words
    assert ("overall_reason" in {p.field for p in bound.problems}) == reason
    assert bound.answers["overall_grade"] == overall


@pytest.mark.parametrize("overall", [None, "", "splendid", 3, ["good"]])
def test_a25_what_is_no_grade_is_not_judged(
    audit: forms.Form, evaluate: forms.Evaluate, overall: object
) -> None:
    odd: dict[str, object] = {"s1": {"grade": "splendid"}, "s2": {"grade": ""}, "s3": {}}
    bound = forms.bind(
        audit.section("overview"),
        context=AUDITOR,
        saved={"overall_grade": overall},
        sections=odd,
        evaluate=evaluate,
        decide=decide,
    )
    assert [hint.hidden for hint in bound.hints] == [True]


@pytest.mark.parametrize("key", ["audit", "moderated_grading", "officer_moderation"])
def test_r60_r75_grade_descriptors_are_at_hand_where_the_case_is_graded(
    bundle_forms: dict[str, forms.Form], key: str
) -> None:
    section = bundle_forms[key].sections[-1]
    descriptors = next(c for c in section.walk() if c.id == "grade_descriptors")
    assert descriptors.properties["summary"] == "Grade Descriptors"
    assert descriptors.text.count("- **") == len(GRADES)


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
