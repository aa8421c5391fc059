"""Section 4.3 on the running audit: which sections appear, and that each is completed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from engine import queries, tables
from tests.policy.one_audit import TENANT, OneAudit
from tests.policy.test_4_3_form import SECTIONS
from tests.policy.test_4_4_tables import page

Issue = Callable[..., OneAudit]
OPENED = {"under_3_months": "2026-10-20", "3_months_or_more": "2026-02-10"}
CASES = [pytest.param(*case, said.split(), id="-".join(case)) for case, said in SECTIONS.items()]


def chosen(audit: OneAudit) -> list[str]:
    found: list[str] = audit.task("audit_case").details["sections"]
    return found


@pytest.mark.parametrize(("category", "band", "expected"), CASES)
def test_r50_r51_r52_sections_by_category_and_age_of_the_case(
    one_audit: Issue, category: str, band: str, expected: list[str]
) -> None:
    audit = one_audit(category=category, opened_on=OPENED[band], in_care=category == "CIC_CL")
    audit.begin()
    assert chosen(audit) == [*expected, "overview"]
    context = audit.task("audit_case").details["context"]
    assert (context["category"], context["open_band"]) == (category, band)


@pytest.mark.parametrize(
    ("opened", "new"), [("2026-09-01", False), ("2026-09-02", True), ("2026-08-31", False)]
)
def test_r52_a23_exactly_three_months_on_the_first_of_the_month_is_not_new(
    one_audit: Issue, opened: str, new: bool
) -> None:
    audit = one_audit(opened_on=opened)
    audit.begin()
    assert ("s2" in chosen(audit)) is new


def test_r6_both_are_told_what_matters_most_at_this_point_of_the_journey(
    one_audit: Issue,
) -> None:
    audit = one_audit()
    audit.do("reflect")
    audit.do("give_case_details", **{**audit.details(), "staging_points": ["transfer"]})
    assert "handover" in told_first(audit, "audit_case", "s1")
    assert told_first(audit, "audit_case", "s3") == ""
    audit.send("audit_case", audit.answers("audit_case"))
    assert "handover" in told_first(audit, "review_case", "s1")


def told_first(audit: OneAudit, element: str, section: str) -> str:
    """What stands at the head of a section, or nothing."""
    return str(page(audit, element, section).items[0].blocks or "")


def test_r50_the_auditors_word_decides_and_not_the_extract(one_audit: Issue) -> None:
    audit = one_audit(category="CIN")
    audit.do("reflect")
    told = {"category": "CP", "correction_reason": "A plan was made on 20 November."}
    audit.do("give_case_details", **{**audit.details(), **told})
    assert {"s4"} == set(chosen(audit)) - {"s1", "s3", "s5", "s7", "s8", "s9", "overview"}
    assert audit.audit().category == "CP"


def test_r71_a22_the_reviewer_gets_the_same_sections_whatever_the_extract_says_now(
    one_audit: Issue,
) -> None:
    audit = one_audit(category="CP", opened_on="2026-10-20")
    audit.begin()
    frozen = chosen(audit)
    audit.play({"submit": "audit_case"})
    audit.go("2027-03-01 09:00")
    assert audit.task("review_case").details["sections"] == frozen


def test_r49_a_form_with_a_section_missing_is_not_accepted(one_audit: Issue) -> None:
    audit = one_audit(category="CP", opened_on="2026-10-20")
    audit.begin()
    answers = audit.answers("audit_case")
    for missing in (*SECTIONS["CP", "under_3_months"].split(), "overview"):
        left = {section: fields for section, fields in answers.items() if section != missing}
        assert {n.split(".")[0] for n in audit.refused("audit_case", left)} == {missing}
        with audit.database.read() as session:
            kept = queries.draft(session, TENANT, audit.task("audit_case").id, "auditor")
        assert kept is not None
        assert kept.answers == left
    assert audit.rows(tables.Submission, element_id="audit_case") == []


def test_r49_the_reviewer_completes_each_section_too(one_audit: Issue) -> None:
    audit = one_audit()
    audit.stage_1()
    answers = audit.answers("review_case")
    for missing in answers:
        left = {section: fields for section, fields in answers.items() if section != missing}
        assert {n.split(".")[0] for n in audit.refused("review_case", left)} == {missing}


def strangers() -> list[dict[str, Any]]:
    return [
        {"s99": {"grade": "good"}},
        {"s1": {"s1_99": "yes"}},
        {"s1": {"s1_1": "maybe"}},
        {"s1": {"grade": "excellent"}},
    ]


@pytest.mark.parametrize("forged", strangers(), ids=str)
def test_r42_only_the_standard_questions_and_answers_are_taken(
    one_audit: Issue, forged: dict[str, Any]
) -> None:
    audit = one_audit()
    audit.begin()
    answers = audit.answers("audit_case")
    for section, fields in forged.items():
        answers[section] = {**answers.get(section, {}), **fields}
    assert len(audit.refused("audit_case", answers)) == 1
    assert audit.waiting() == ["audit_case"]


def test_r51_answers_to_a_section_that_does_not_apply_are_not_kept(one_audit: Issue) -> None:
    audit = one_audit(category="CIN")
    audit.begin()
    answers = {**audit.answers("audit_case"), "s4": {"s4_1": "no", "grade": "inadequate"}}
    kept = audit.submission(audit.send("audit_case", answers)).answers
    assert "s4" not in kept
    assert audit.record(1).section_grades.keys() == {"s1", "s3", "s5", "s7", "s8"}
