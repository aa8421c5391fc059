"""The tables row by row: which cases are drawn, who audits and reviews (R13, R17 to R22)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.processes.deciding import Decide


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
        ({"other_share": 0.1}, "available"),
        ({"other_share": 0.1, "excuse_asked": True}, "refer"),
        ({"seconded_share": 1}, "dispensed"),
        ({"seconded_share": 0.1}, "dispensed"),
        ({"phase": "after_issue"}, "discount"),
        ({"phase": "after_issue", "sick_share": 0.1}, "discount"),
    ],
)
def test_r17_to_r19_who_audits(decide: Decide, facts: dict[str, Any], outcome: str) -> None:
    here = dict.fromkeys(("sick_share", "leave_share", "other_share", "seconded_share"), 0)
    found = decide(
        "auditor_eligibility", **{"phase": "before_issue", "excuse_asked": False, **here, **facts}
    )
    assert found["outcome"] == outcome
    assert found["rule"]


BARRIERS = ["same_person", "same_team", "line_manager", "service_manager", "iro_or_chair"]


WEIGHTS = {
    "pairing_weight_load": 100,
    "pairing_weight_again": 50,
    "pairing_weight_district": 10,
    "pairing_weight_experience": 4,
    "pairing_weight_rest": 0.25,
}


def penalty(decide: Decide, **facts: Any) -> Any:
    never = [*BARRIERS, "case_holder", "absent", "same_district", "line_of_command"]
    none: dict[str, Any] = dict.fromkeys([*never, "is_iro", "is_cp_chair"], False)
    none |= {"months_since_pair": None, "months_since_review": None, "category": "CIN", "load": 0}
    return decide("pairing", **{**none, **facts}, parameters=WEIGHTS)


@pytest.mark.parametrize("barrier", [*BARRIERS, "case_holder", "absent"])
def test_r13_a5_whom_nothing_can_make_a_reviewer(decide: Decide, barrier: str) -> None:
    assert penalty(decide, **{barrier: True}) is None


def test_a4_a5_the_least_loaded_stranger_is_the_best_reviewer(decide: Decide) -> None:
    assert penalty(decide) == 0
    assert penalty(decide, same_district=True) == 10
    assert penalty(decide, months_since_pair=2) == 50
    assert penalty(decide, months_since_pair=3) == 0
    assert penalty(decide, load=1, same_district=True) == 110


def test_a4_the_longest_rested_goes_first_and_who_never_reviewed_before_them(
    decide: Decide,
) -> None:
    rested = [penalty(decide, months_since_review=months) for months in (1, 2, 11, 12, 40)]
    assert rested == [2.75, 2.5, 0.25, 0, 0]
    assert penalty(decide) == 0
    assert penalty(decide, same_district=True) > max(rested)


@pytest.mark.parametrize(
    ("category", "role", "points"),
    [
        ("CP", "is_cp_chair", 0),
        ("CP", "is_iro", 4),
        ("CIC_CL", "is_iro", 0),
        ("CIC_CL", "is_cp_chair", 4),
        ("CIN", "is_iro", 0),
    ],
)
def test_a5_experience_of_the_kind_of_case_counts_a_little(
    decide: Decide, category: str, role: str, points: float
) -> None:
    assert penalty(decide, category=category, **{role: True}) == points


def test_a41_directors_review_unless_the_row_is_switched_on(decide: Decide) -> None:
    assert penalty(decide, line_of_command=True) == 0
