"""Policy 4.4: the overall grade beside those of the sections (R59, R60, R75)."""

from __future__ import annotations

import pytest

import forms
from tests.forms.support import decide
from tests.policy.judging import AUDITOR, GRADES


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
        said=forms.in_words(audit.sections, sections),
    )
    shown = [i for i in bound.items if i.component.id.startswith("section_grade_")]
    words = ["".join(span.text for span in item.blocks[0].lines[0]) for item in shown]
    assert words == [
        "The record, the story so far and who the child is: Good",
        "Protecting the child: Requires improvement",
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
