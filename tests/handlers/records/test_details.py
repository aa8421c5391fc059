"""The auditor's case details decide, and where they differ from the extract is kept (A22)."""

from __future__ import annotations

import pytest

from handlers.caseload.facts import in_care
from handlers.records.details import details
from handlers.records.state import reflect, set_state
from handlers.tables import Audit, Difference, Reflection
from tests.handlers.desk import Desk

SAID = {"category": "CIN", "open_date": "2026-02-10", "legal_status": "none"}


def test_what_the_auditor_confirms_is_taken(desk: Desk) -> None:
    sent = desk.submit(SAID, "auditor")
    assert desk.call(details, submission=sent) == {
        "category": "CIN",
        "dual_status": False,
        "open_months": 9,
        "open_band": "3_months_or_more",
        "in_care": False,
        "staging_points": [],
    }
    assert desk.rows(Difference) == []


def test_what_the_auditor_corrects_decides_and_is_listed(desk: Desk) -> None:
    said = {
        **SAID,
        "category": "CP",
        "dual_status": True,
        "open_date": "2026-10-01",
        "staging_points": ["section_47"],
        "correction_reason": "The conference was last week.",
    }
    sent = desk.submit(said, "auditor")
    given = desk.call(details, submission=sent)
    desk.call(details, submission=sent)

    assert given["open_band"] == "under_3_months"
    assert (given["category"], given["in_care"]) == ("CP", True)
    assert given["staging_points"] == ["section_47"]
    assert desk.row(Audit).category == "CP"
    kept = {row.field: (row.extract_value, row.auditor_value) for row in desk.rows(Difference)}
    assert kept == {
        "category": ("CIN", "CP"),
        "dual_status": ("False", "True"),
        "open_date": ("2026-02-10", "2026-10-01"),
    }
    assert {row.reason for row in desk.rows(Difference)} == {"The conference was last week."}


@pytest.mark.parametrize(
    ("category", "dual", "legal_status", "answer"),
    [
        ("CIC_CL", False, "care_order", True),
        ("CIC_CL", False, "care_leaver", False),  # A29: a care leaver has no IRO
        ("CP", True, "care_order", True),
        ("CP", False, "none", False),
        ("CIN", False, "none", False),
    ],
)
def test_a29_who_is_in_care(category: str, dual: bool, legal_status: str, answer: bool) -> None:
    assert in_care(category, dual, legal_status) is answer


def test_r14_a_reflection_is_kept_once(desk: Desk) -> None:
    sent = desk.submit({"proud": "We listened."}, "social_worker")
    for _ in range(2):
        assert desk.call(reflect, submission=sent, late=False) == {"recorded": True}
    assert desk.row(Reflection).answers == {"proud": "We listened."}


def test_r14_that_nothing_came_is_kept_too(desk: Desk) -> None:
    assert desk.call(reflect, submission=None, late=False) == {"recorded": False}
    assert desk.row(Reflection).submission_id is None


def test_the_state_is_what_the_diagram_says(desk: Desk) -> None:
    desk.call(set_state, state="discounted")
    assert desk.row(Audit).state == "discounted"
