"""The tables row by row: when an audit is moderated (R80, R81) and what a grade calls for."""

from __future__ import annotations

from typing import Any

import pytest

from tests.processes.deciding import Decide


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
    ("on", "by", "overall", "supervision", "due"),
    [
        ("", "both", True, False, True),
        ("", "officer", True, False, True),
        ("", "both", False, True, False),
        ("", "nobody", False, False, False),
        ("own note is enough", "officer", True, True, False),
        ("own note is enough", "both", True, False, True),
        ("Every moderation", "both", False, False, True),
        ("Every moderation", "nobody", False, False, False),
        ("supervision that moderation", "both", False, True, True),
    ],
)
def test_r97_a34_when_a_second_case_note_is_due_and_the_other_readings(
    decide: Decide, on: str, by: str, overall: bool, supervision: bool, due: bool
) -> None:
    facts = {"moderated_by": by, "overall_changed": overall, "supervision_changed": supervision}
    assert decide("second_note", on=on, **facts) is due
