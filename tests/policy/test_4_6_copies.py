"""Sections 4.4 and 4.6 as one table: every combination of facts against the policy's own words."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product
from typing import Any

import pytest

from engine import decisions
from engine.bundle import Bundle
from engine.calendar import Calendar
from engine.decisions import Decision
from engine.expressions import Settings
from tests.policy.owner import switched_on

NOW = Settings(datetime(2026, 12, 1, 9, tzinfo=UTC), Calendar())
GRADES = ("outstanding", "good", "requires_improvement", "inadequate", "inadequate_critical")
NOTABLE = {"outstanding", "inadequate", "inadequate_critical"}
CASES = tuple(product(("CIN", "CP", "CIC_CL"), (False, True), (False, True)))
GIVEN = (
    *[(1, [grade]) for grade in GRADES],
    *[(2, list(pair)) for pair in product(GRADES, GRADES)],
    *[(3, list(three)) for three in product(GRADES, repeat=3)],
)


@pytest.fixture(scope="module")
def delivered(bundle: Bundle) -> tuple[Decision, ...]:
    return table(bundle)


def table(bundle: Bundle) -> tuple[Decision, ...]:
    return tuple(decisions.read(bundle.files["distribution.dmn"], "distribution.dmn"))


def chosen(tables: tuple[Decision, ...], facts: dict[str, Any]) -> list[str]:
    found = decisions.evaluate(tables, "distribution", facts, NOW)
    assert isinstance(found, list)
    assert {row["variant"] for row in found} <= {"full"}
    return sorted(row["role"] for row in found)


def policy(stage: int, category: str, in_care: bool, grades: list[str]) -> list[str]:
    """The readers that sections 4.4 and 4.6 name, as read by default (A1, A12, A29, A30)."""
    readers = ["team_manager", "service_manager"]
    readers += ["peer_reviewer"] if stage > 1 else []
    readers += ["iro_team_manager"] if category == "CIC_CL" and in_care else []
    readers += ["cp_chairs_manager"] if category == "CP" else []
    readers += ["sm_sqa"] if NOTABLE & set(grades) else []
    return sorted(readers)


@pytest.mark.parametrize(("stage", "grades"), GIVEN, ids=str)
def test_r62_to_r69_r78_r79_r91_everyone_named_and_nobody_else(
    delivered: tuple[Decision, ...], stage: int, grades: list[str]
) -> None:
    for category, in_care, dual in CASES:
        case = {"category": category, "in_care": in_care, "dual_status": dual}
        facts = {"stage": stage, "final": stage > 1, "case": case, "grades": grades}
        assert chosen(delivered, facts) == policy(stage, category, in_care, grades), facts


def test_every_row_says_why_and_its_number_is_on_the_list_of_copies(bundle: Bundle) -> None:
    for decision in table(bundle):
        assert decision.table is not None
        for rule in decision.table.rules:
            assert "ection" in rule.note or rule.note.startswith("Off. ")
            assert rule.outputs[2].strip('"').isdigit()


@pytest.mark.parametrize(
    ("remark", "facts", "reader"),
    [
        ("(A1)", {"stage": 2, "case": ("CIN", False, False)}, "sm_sqa"),
        ("(A12)", {"stage": 1, "case": ("CP", True, True)}, "iro_team_manager"),
        ("(A42)", {"stage": 2, "case": ("CIN", False, False)}, "social_worker"),
    ],
)
def test_a_row_that_is_off_chooses_nobody_until_it_is_on(
    bundle: Bundle, remark: str, facts: dict[str, Any], reader: str
) -> None:
    named = dict(zip(("category", "in_care", "dual_status"), facts["case"], strict=True))
    given = {"stage": facts["stage"], "final": True, "case": named, "grades": ["good"]}
    changed = decisions.evaluate(
        table(switched_on(bundle, "distribution", remark)), "distribution", given, NOW
    )
    assert isinstance(changed, list)
    roles = [row["role"] for row in changed]
    assert reader not in chosen(table(bundle), given)
    assert roles.count(reader) == 1
