"""The tables row by row: sections asked for and unusual grades (R50 to R59)."""

from __future__ import annotations

import pytest

import forms
from engine.bundle import Bundle
from tests.processes.deciding import NEW, OLD, Decide, case


@pytest.mark.parametrize(
    ("category", "band", "sections"),
    [
        ("CIN", NEW, "s1 s2 s3 s5 s7 s8 s9"),
        ("CIN", OLD, "s1 s3 s5 s7 s8 s9"),
        ("CP", NEW, "s1 s2 s3 s4 s5 s7 s8 s9"),
        ("CP", OLD, "s1 s3 s4 s5 s7 s8 s9"),
        ("CIC_CL", NEW, "s1 s2 s3 s5 s6 s7 s8 s9"),
        ("CIC_CL", OLD, "s1 s3 s5 s6 s7 s8 s9"),
    ],
)
def test_r50_to_r52_sections_by_category_and_age(
    decide: Decide, category: str, band: str, sections: str
) -> None:
    found = decide("section_selection", case=case(category, band, dual=True))
    assert found == [*sections.split(), "overview"]


def test_a12_the_care_section_for_a_child_also_in_care_is_ready_and_off(decide: Decide) -> None:
    both = case("CP", NEW, care=True, dual=True)
    assert "s6" not in decide("section_selection", case=both)
    assert decide("section_selection", on="(A12)", case=both) == [
        *(f"s{number}" for number in range(1, 10)),
        "overview",
    ]


def test_a20_protection_for_a_child_in_need_after_a_section_47_enquiry_is_ready_and_off(
    decide: Decide,
) -> None:
    enquired, not_enquired = case("CIN", points=["section_47"]), case("CIN", points=["transfer"])
    assert "s4" not in decide("section_selection", case=enquired)
    assert "s4" in decide("section_selection", on="(A20)", case=enquired)
    assert "s4" not in decide("section_selection", on="(A20)", case=not_enquired)


def test_r6_each_point_of_the_journey_is_pointed_out_in_a_section_and_nothing_without_any(
    decide: Decide, bundle: Bundle
) -> None:
    def said(points: list[str]) -> dict[str, list[str]]:
        known = {"staging_points": points}
        keys = [f"s{number}" for number in range(1, 10)]
        return {key: decide("journey_emphasis", section=key, given=known) for key in keys}

    asked = forms.read(bundle.files)["case_details"].sections[0].find("staging_points")
    assert asked is not None
    offered = asked.options
    assert len(offered) == 17
    assert not any(said([]).values())
    for point in offered:
        told = said([point.value])
        assert told.pop("s9") != []
        assert any(told.values()), point


def test_r53_r54_r56_everybody_grades_but_the_auditor_not_supervision(decide: Decide) -> None:
    assert decide("grade_required", role="auditor", section="s9") is False
    assert decide("grade_required", role="auditor", section="s1") is True
    assert decide("grade_required", role="reviewer", section="s9") is True
    assert decide("grade_required", role="auditor", section="overview") is True


@pytest.mark.parametrize(
    ("overall", "grades", "rows"),
    [
        ("good", ["good", "requires_improvement"], []),
        ("good", ["inadequate", "inadequate"], [True]),
        ("outstanding", ["good", "requires_improvement"], []),
        ("outstanding", ["good", "inadequate_critical"], [True, True]),
        ("inadequate", ["inadequate_critical"], [True, True]),
        ("inadequate_critical", ["inadequate_critical"], [True]),
        (None, ["inadequate_critical"], []),
        ("good", [], []),
    ],
)
def test_r59_a25_which_overall_grades_are_unusual_and_need_a_reason(
    decide: Decide, overall: str | None, grades: list[str], rows: list[bool]
) -> None:
    sections = {f"s{n}": {"grade": grade} for n, grade in enumerate(grades, 1)}
    given = {**sections, "overview": {"overall_grade": overall}}
    found = decide("overall_warning", overall_grade=overall, sections=given)
    assert [row["reason_needed"] for row in found] == rows
    assert all(row["sentence"] for row in found)


@pytest.mark.parametrize("section", ["s3", "s4", "s6", "s9"])
def test_r59_a_weak_section_that_matters_most_is_a_hint_and_asks_for_nothing(
    decide: Decide, section: str
) -> None:
    sections = {"s1": {"grade": "good"}, "s2": {"grade": "good"}, section: {"grade": "inadequate"}}
    [row] = decide("overall_warning", overall_grade="good", sections=sections)
    assert row["reason_needed"] is False


def test_r59_the_grades_are_weighed_in_the_order_of_the_form(
    decide: Decide, bundle: Bundle
) -> None:
    profile = decide("grade_profile", overall_grade=None, sections={})
    grade = forms.read(bundle.files)["audit"].section("overview").find("overall_grade")
    assert grade is not None
    assert profile["scale"] == [option.value for option in grade.options]
