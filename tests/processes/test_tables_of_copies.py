"""The tables row by row: who gets a copy of the form (R62, R66 to R69, R78, R79, R91)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.processes.deciding import Decide, case


def copies(
    decide: Decide, stage: int, grades: list[str], on: str = "", final: bool = True, **of: Any
) -> list[str]:
    found = decide("distribution", on=on, stage=stage, final=final, grades=grades, case=case(**of))
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


def test_a29_the_iro_team_manager_gets_care_leavers_where_that_row_is_on(decide: Decide) -> None:
    for stage in (1, 2, 3):
        leaver = copies(decide, stage, ["good"], "(A29)", category="CIC_CL", care=False)
        assert "iro_team_manager full 15" in leaver
        child = copies(
            decide, stage, ["good"], "Off. A wider reading", category="CIC_CL", care=True
        )
        assert sum(copy.startswith("iro") for copy in child) == 1


@pytest.mark.parametrize(
    ("stage", "final", "told"), [(1, False, 0), (2, False, 0), (2, True, 1), (3, True, 1)]
)
def test_a42_the_social_worker_gets_the_final_form_and_no_other(
    decide: Decide, stage: int, final: bool, told: int
) -> None:
    found = copies(decide, stage, ["good"], "(A42)", final, category="CIN")
    assert found.count("social_worker without_supervision 12") == told
