"""The tables, row by row: R22, R50 to R54, R66 to R69, R79 to R81, and their other readings."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

import forms
from engine.bundle import Bundle
from engine.calendar import Calendar
from engine.decisions import evaluate
from engine.expressions import Settings
from engine.spiff import read
from tests.processes.switching import switched

NEW, OLD = "under_3_months", "3_months_or_more"
Decide = Callable[..., Any]
SETTINGS = Settings(datetime(2026, 12, 1, 9, tzinfo=UTC), Calendar())


@pytest.fixture
def decide(bundle: Bundle) -> Decide:
    """Evaluates a decision; `on` switches every row on that says so in its note."""

    def decided(decision: str, *, on: str = "", **facts: Any) -> Any:
        given = switched(bundle, decision, on) if on else bundle
        return evaluate(read(given).decisions, decision, facts, SETTINGS)

    return decided


def case(
    category: str, band: str = OLD, *, care: bool = False, dual: bool = False
) -> dict[str, Any]:
    return {"category": category, "open_band": band, "in_care": care, "dual_status": dual}


@pytest.mark.parametrize(
    ("plan", "care", "leaver", "category"),
    [
        (True, True, False, "CP"),
        (True, False, False, "CP"),
        (False, True, False, "CIC_CL"),
        (False, False, True, "CIC_CL"),
        (False, False, False, "CIN"),
    ],
)
def test_r22_child_protection_takes_precedence(
    decide: Decide, plan: bool, care: bool, leaver: bool, category: str
) -> None:
    facts = {"child_protection": plan, "in_care": care, "care_leaver": leaver}
    assert decide("case_category", **facts) == category


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


def copies(decide: Decide, stage: int, grades: list[str], on: str = "", **of: Any) -> list[str]:
    found = decide("distribution", on=on, stage=stage, grades=grades, case=case(**of))
    return [f"{row['role']} {row['variant']} {row['rule']}" for row in found]


def test_r62_r66_stage_1_goes_to_auditor_and_service_manager(decide: Decide) -> None:
    expected = ["team_manager full 1", "service_manager full 4"]
    assert copies(decide, 1, ["good"], category="CIN") == expected


def test_r67_children_in_care_also_to_the_iro_team_manager_not_care_leavers(decide: Decide) -> None:
    for stage in (1, 2):
        held = copies(decide, stage, ["good"], category="CIC_CL", care=True)
        assert "iro_team_manager full 5" in held
        left = copies(decide, stage, ["good"], category="CIC_CL", care=False)
        assert not [copy for copy in left if copy.startswith("iro")]


def test_r68_child_protection_also_to_the_cp_chairs_manager(decide: Decide) -> None:
    assert "cp_chairs_manager full 6" in copies(decide, 1, ["good"], category="CP")
    assert "cp_chairs_manager full 6" in copies(decide, 2, ["good"], category="CP")


@pytest.mark.parametrize("grade", ["outstanding", "inadequate", "inadequate_critical"])
def test_r69_r79_either_partys_grade_brings_in_the_safeguarding_manager(
    decide: Decide, grade: str
) -> None:
    assert "sm_sqa full 7" in copies(decide, 1, [grade], category="CIN")
    assert "sm_sqa full 8" in copies(decide, 2, ["good", grade], category="CIN")
    assert "sm_sqa full 8" in copies(decide, 2, [grade, "good"], category="CIN")


@pytest.mark.parametrize("grade", ["good", "requires_improvement"])
def test_r69_other_grades_do_not(decide: Decide, grade: str) -> None:
    for stage in (1, 2, 3):
        found = copies(decide, stage, [grade] * stage, category="CIN")
        assert not [copy for copy in found if copy.startswith("sm_sqa")]


def test_r78_r91_both_parties_get_stages_2_and_3(decide: Decide) -> None:
    for stage in (2, 3):
        found = copies(decide, stage, ["good"], category="CIN")
        assert found[:2] == [f"team_manager full {stage}", f"peer_reviewer full {stage}"]


def test_a30_who_holds_an_earlier_version_gets_the_final_one(decide: Decide) -> None:
    found = copies(decide, 3, ["inadequate", "good", "good"], category="CP")
    assert found[2:] == ["service_manager full 9", "cp_chairs_manager full 9", "sm_sqa full 9"]


@pytest.mark.parametrize(
    ("note", "extra"),
    [
        ("(A1)", "sm_sqa full 10"),
        ("(A12)", "iro_team_manager full 11"),
        ("(A42)", "social_worker without_supervision 12"),
    ],
)
def test_other_readings_of_who_gets_a_copy_are_ready_and_off(
    decide: Decide, note: str, extra: str
) -> None:
    of = {"category": "CP", "care": True, "dual": True}
    as_delivered = copies(decide, 2, ["good", "good"], **of)
    assert extra not in as_delivered
    assert copies(decide, 2, ["good", "good"], note, **of) == [*as_delivered, extra]


def reasons(decide: Decide, on: str = "", **facts: Any) -> Any:
    same = {"overall_differs": False, "supervision_grade": "good"}
    near = {"largest_gap": 0, "sections_differing": 0}
    return decide("moderation_needed", on=on, comparison={**same, **near, **facts})


def test_r80_r81_when_an_audit_is_moderated(decide: Decide) -> None:
    assert reasons(decide) == []
    assert reasons(decide, overall_differs=True) == ["overall_differs"]
    for grade in ("inadequate", "inadequate_critical"):
        assert reasons(decide, supervision_grade=grade) == ["supervision_inadequate"]
    assert reasons(decide, supervision_grade="requires_improvement") == []


def test_a3_differing_sections_alone_lead_to_it_only_when_switched_on(decide: Decide) -> None:
    apart = {"largest_gap": 2, "sections_differing": 4}
    assert reasons(decide, **apart) == []
    assert reasons(decide, "A stricter reading", **apart) == ["section_gap", "many_sections"]


@pytest.mark.parametrize(
    ("grades", "routes"),
    [
        (["good"], []),
        (["good", "inadequate"], ["improvement"]),
        (["inadequate_critical"], ["inadequate_critical", "improvement"]),
        (["inadequate_critical", "good"], []),
    ],
)
def test_r115_r118_what_the_latest_grade_calls_for(
    decide: Decide, grades: list[str], routes: list[str]
) -> None:
    assert decide("grade_route", grades=grades) == routes


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ({}, "eligible"),
        ({"months_since_audit": 12}, "eligible"),
        ({"months_since_audit": 11}, "relaxed_1"),
        ({"months_since_audit": 3, "family_drawn": True}, "relaxed_2"),
        ({"family_drawn": True, "restricted": True}, "relaxed_3"),
        ({"open_category": False, "restricted": True}, "no"),
    ],
)
def test_r21_a11_which_cases_may_be_drawn(
    decide: Decide, facts: dict[str, Any], outcome: str
) -> None:
    plain = {"open_category": True, "months_since_audit": None}
    assert (
        decide("case_eligibility", **{**plain, "family_drawn": False, "restricted": False, **facts})
        == outcome
    )


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ({}, "available"),
        ({"sick_share": 2 / 3}, "available"),
        ({"sick_share": 0.67}, "dispensed"),
        ({"leave_share": 0.7}, "dispensed"),
        ({"sick_share": 0.4, "leave_share": 0.4}, "refer"),
        ({"other_share": 1}, "refer"),
        ({"seconded_out": True}, "dispensed"),
    ],
)
def test_r17_to_r19_who_audits(decide: Decide, facts: dict[str, Any], outcome: str) -> None:
    here = {"sick_share": 0, "leave_share": 0, "other_share": 0, "seconded_out": False}
    assert decide("auditor_eligibility", **{**here, **facts}) == outcome


BARRIERS = ["same_person", "same_team", "line_manager", "service_manager", "iro_or_chair"]


@pytest.mark.parametrize("barrier", [*BARRIERS, "case_holder", "absent"])
def test_r13_a5_whom_nothing_can_make_a_reviewer(decide: Decide, barrier: str) -> None:
    assert penalty(decide, **{barrier: True}) is None


def test_a4_a5_the_least_loaded_stranger_is_the_best_reviewer(decide: Decide) -> None:
    assert penalty(decide) == 0
    assert penalty(decide, same_district=True) == 10
    assert penalty(decide, months_since_pair=2) == 50
    assert penalty(decide, months_since_pair=3) == 0
    assert penalty(decide, load=1, same_district=True) == 110


def penalty(decide: Decide, **facts: Any) -> Any:
    none = dict.fromkeys([*BARRIERS, "case_holder", "absent", "same_district"], False)
    return decide("pairing", **{**none, "months_since_pair": None, "load": 0, **facts})


def test_every_row_says_where_it_comes_from(bundle: Bundle) -> None:
    for path in bundle.paths(".dmn"):
        rules = bundle.text(path).split("<rule ")[1:]
        notes = re.findall(
            r"<rule [^>]*>\s*<description>([^<]{15,})</description>", bundle.text(path)
        )
        assert len(notes) == len(rules), path
