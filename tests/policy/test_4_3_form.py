"""Policy 4.3: the standardised form, its sections and its questions (R42 to R52)."""

from __future__ import annotations

from datetime import date

import pytest

import forms
from tests.forms.support import decide

NINE = [f"s{n}" for n in range(1, 10)]
KINDS = {"file", "action", "quality"}
SECTIONS = {
    ("CIN", "under_3_months"): "s1 s2 s3 s5 s7 s8 s9",
    ("CIN", "3_months_or_more"): "s1 s3 s5 s7 s8 s9",
    ("CP", "under_3_months"): "s1 s2 s3 s4 s5 s7 s8 s9",
    ("CP", "3_months_or_more"): "s1 s3 s4 s5 s7 s8 s9",
    ("CIC_CL", "under_3_months"): "s1 s2 s3 s5 s6 s7 s8 s9",
    ("CIC_CL", "3_months_or_more"): "s1 s3 s5 s6 s7 s8 s9",
}
COUNTS = dict(zip(SECTIONS, (43, 44, 48, 52, 51, 53), strict=True))


def questions(section: forms.Section) -> list[forms.Component]:
    return [
        c for c in section.walk() if c.number.startswith("S") and c.type in ("radio", "textarea")
    ]


def asked(
    audit: forms.Form, evaluate: forms.Evaluate, case: tuple[str, str], role: str
) -> set[str]:
    context = {"role": role, "category": case[0], "open_band": case[1]}
    found: set[str] = set()
    for key in SECTIONS[case].split():
        bound = forms.bind(audit.section(key), context=context, evaluate=evaluate, decide=decide)
        found |= {i.component.number for i in bound.items if i.asked and i.component.number}
    return found


def test_r43_nine_sub_sections_and_an_overview(audit: forms.Form) -> None:
    assert [s.key for s in audit.sections] == [*NINE, "overview"]
    assert audit.section("s9").title == "S9 Supervision / Management Oversight"


def test_r44_seventy_three_questions_each_with_its_number(audit: forms.Form) -> None:
    numbers = [q.number for key in NINE for q in questions(audit.section(key))]
    assert len(numbers) == len(set(numbers)) == 73
    sizes = [len(questions(audit.section(key))) for key in NINE]
    assert sizes == [8, 8, 9, 8, 9, 9, 7, 7, 8]


@pytest.mark.parametrize(("case", "number"), COUNTS.items())
def test_r51_r52_questions_by_category_and_age_of_the_case(
    audit: forms.Form, evaluate: forms.Evaluate, case: tuple[str, str], number: int
) -> None:
    auditor = asked(audit, evaluate, case, "auditor")
    reviewer = asked(audit, evaluate, case, "reviewer")
    assert len(auditor | reviewer) == number
    assert len(auditor) == len(reviewer) == number - 1
    assert auditor - reviewer == {"S9.7"}
    assert reviewer - auditor == {"S9.8"}


@pytest.mark.parametrize(
    ("number", "cases"),
    [
        ("S2.4", ["CIN under_3_months"]),
        ("S2.8", ["CIC_CL under_3_months"]),
        ("S5.4", ["CIN 3_months_or_more"]),
        ("S5.5", ["CIC_CL under_3_months", "CIC_CL 3_months_or_more"]),
        ("S9.6", ["CP 3_months_or_more", "CIC_CL 3_months_or_more"]),
        ("S6.2", ["CIC_CL under_3_months"]),
        ("S4.5", ["CP 3_months_or_more"]),
    ],
)
def test_r51_r52_a_question_appears_where_it_belongs(
    audit: forms.Form, evaluate: forms.Evaluate, number: str, cases: list[str]
) -> None:
    found = [" ".join(c) for c in SECTIONS if number in asked(audit, evaluate, c, "auditor")]
    assert sorted(found) == sorted(cases)


def test_r45_r49_each_question_presented_must_be_answered(
    audit: forms.Form, evaluate: forms.Evaluate
) -> None:
    context = {"role": "auditor", "category": "CP", "open_band": "3_months_or_more"}
    sections = SECTIONS[("CP", "3_months_or_more")].split()
    _, problems = forms.check(
        audit,
        {},
        sections=sections,
        context=context,
        reviewed=None,
        evaluate=evaluate,
        decide=decide,
    )
    missing = {p.section for p in problems}
    assert missing == set(sections)
    grades_and_reasons = 2 * (len(sections) - 1)
    assert len(problems) == 51 + grades_and_reasons


def test_r45_every_judgement_may_be_not_applicable(audit: forms.Form) -> None:
    judged = [q for key in NINE for q in questions(audit.section(key)) if q.type == "radio"]
    assert {tuple(o.value for o in q.options) for q in judged} == {("yes", "partly", "no", "na")}


def test_r46_each_judgement_can_point_to_its_evidence_and_have_a_comment(
    audit: forms.Form,
) -> None:
    for key in NINE:
        section = audit.section(key)
        for question in (q for q in questions(section) if q.type == "radio"):
            for more in ("evidence", "comment"):
                partner = section.find(f"{question.key}_{more}")
                assert partner is not None
                assert not partner.required
                assert partner.properties["shownWith"] == question.key


def test_r47_three_kinds_of_question(audit: forms.Form) -> None:
    kinds = [
        q.properties["kind"]
        for key in NINE
        for q in questions(audit.section(key))
        if q.number != "S9.7"
    ]
    assert set(kinds) == KINDS == set(audit.section("s1").settings.captions)


@pytest.mark.parametrize("key", NINE)
def test_r48_r75_grading_guidance_is_on_every_sub_section(audit: forms.Form, key: str) -> None:
    guidance = next(c for c in audit.section(key).walk() if c.id == "grading_guidance")
    assert guidance.properties["summary"]
    for grade in ("Outstanding", "Good", "Requires improvement", "Inadequate critical"):
        assert guidance.text.count(f"**{grade}**") == 2


def test_r50_the_auditors_case_details_decide_the_sections(
    bundle_forms: dict[str, forms.Form],
) -> None:
    details = bundle_forms["case_details"].sections[0]
    for key in ("category", "open_date"):
        component = details.find(key)
        assert component is not None
        assert component.required
        assert component.properties["prefill"] == key


def test_a22_a_corrected_detail_needs_a_reason(
    bundle_forms: dict[str, forms.Form], evaluate: forms.Evaluate
) -> None:
    opened = date(2026, 1, 5)
    known = {"role": "auditor", "category": "CIN", "dual_status": False, "open_date": opened}
    answers = {"category": "CP", "open_date": "2026-01-05", "legal_status": "none", "age": 7}

    def problems(given: dict[str, object]) -> list[str]:
        form = bundle_forms["case_details"]
        _, found = forms.check(
            form,
            given,
            sections=None,
            context=known,
            reviewed=None,
            evaluate=evaluate,
            decide=decide,
        )
        return [p.field for p in found]

    assert problems({**answers}) == ["correction_reason"]
    assert problems({**answers, "category": "CIN"}) == []
    assert problems({**answers, "correction_reason": "On a plan since May."}) == []
    earlier = {**answers, "category": "CIN", "open_date": "2025-12-31"}
    assert problems(earlier) == ["correction_reason"]
