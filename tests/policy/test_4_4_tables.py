"""Section 4.4 as tables: a cell is changed, and audits begun afterwards are asked otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import forms
from engine.bundle import Bundle
from tests.policy.one_audit import OneAudit, grades
from tests.policy.owner import with_cell, with_setting

Issue = Callable[..., OneAudit]
UNGRADED = ("grade_required", "grade_required_rule_1_input_2")
WHO = ("grade_required", "grade_required_rule_1_input_1")
GRADED = {"grade", "rationale"}


def page(audit: OneAudit, element: str, key: str, saved: Any = None) -> forms.Bound:
    """A page of the form as its user task shows it now."""
    row = audit.task(element)
    found, now = audit.engine.deployed(row.deployment_id), audit.clock.now()
    reviewed = row.details["reviews"]
    earlier = audit.submission(reviewed).answers[key] if reviewed else None
    return forms.bind(
        found.forms["audit"].section(key),
        context=row.details["context"],
        saved=saved,
        reviewed=earlier,
        evaluate=lambda texts, known: found.evaluate_many(texts, known, now),
        decide=lambda ids, known: found.decide_many(ids, known, now),
    )


def asked(audit: OneAudit, element: str, key: str) -> set[str]:
    """The fields of a page that are asked."""
    flat = [inner for item in page(audit, element, key).items for inner in item.walk()]
    return {item.component.key for item in flat if item.asked and not item.hidden}


def warned(audit: OneAudit, overall: str, **sections: str) -> set[str]:
    """Submit stage 1 with these grades and no reason; what is asked for."""
    told = {**grades(overall, None, **sections), "overview.overall_reason": None}
    return audit.refused("audit_case", audit.answers("audit_case", told))


@pytest.mark.parametrize("key", ["s1", "s3", "s5", "s7", "s8"])
def test_r53_a_cell_decides_whether_a_section_is_graded(
    one_audit: Issue, bundle: Bundle, key: str
) -> None:
    audit = one_audit(using=with_cell(bundle, *UNGRADED, f'"s9", "{key}"'))
    audit.begin()
    assert not GRADED & asked(audit, "audit_case", key)
    assert asked(audit, "audit_case", "s1" if key != "s1" else "s3") >= GRADED
    audit.send("audit_case", audit.answers("audit_case"))
    assert key not in audit.record(1).section_grades
    assert not GRADED & set(audit.record(1).answers[key])


def test_r54_r56_a_cell_decides_who_grades_supervision(one_audit: Issue, bundle: Bundle) -> None:
    audit = one_audit(using=with_cell(bundle, *WHO, "-"))
    audit.stage_1()
    assert not GRADED & asked(audit, "review_case", "s9")
    assert asked(audit, "review_case", "s8") >= GRADED


def test_r54_r56_as_delivered_the_reviewer_grades_supervision_alone(one_audit: Issue) -> None:
    audit = one_audit()
    audit.begin()
    assert not GRADED & asked(audit, "audit_case", "s9")
    audit.send("audit_case", audit.answers("audit_case"))
    assert asked(audit, "review_case", "s9") >= GRADED


def test_r54_a_cell_offers_the_auditor_a_grade_of_supervision(
    one_audit: Issue, bundle: Bundle
) -> None:
    audit = one_audit(using=with_cell(bundle, *UNGRADED, '"none"'))
    audit.begin()
    assert asked(audit, "audit_case", "s9") >= GRADED
    answers = audit.answers("audit_case")
    for fields in answers.values():
        fields.pop("grade", None)
    assert "s9.grade" in audit.refused("audit_case", answers)


def test_r58_a_cell_decides_even_about_the_overall_grade(one_audit: Issue, bundle: Bundle) -> None:
    audit = one_audit(using=with_cell(bundle, *UNGRADED, '"s9", "overview"'))
    audit.begin()
    assert not {"overall_grade", "overall_reason"} & asked(audit, "audit_case", "overview")


def test_an_audit_under_way_keeps_the_table_it_began_with(one_audit: Issue, bundle: Bundle) -> None:
    audit = one_audit()
    audit.begin()
    audit.engine.deploy(with_cell(bundle, *UNGRADED, '"s9", "s1"'), by="owner")
    assert asked(audit, "audit_case", "s1") >= GRADED


@pytest.mark.parametrize(
    ("overall", "sections", "needed"),
    [
        ("outstanding", {"s1": "requires_improvement"}, False),
        ("outstanding", {"s1": "inadequate_critical"}, True),
        ("requires_improvement", {}, False),
        ("inadequate", {}, True),
    ],
)
def test_a25_a_reason_is_asked_for_exactly_where_the_table_says(
    one_audit: Issue, overall: str, sections: dict[str, str], needed: bool
) -> None:
    audit = one_audit()
    audit.begin()
    if needed:
        assert warned(audit, overall, **sections) == {"overview.overall_reason"}
    told = {**grades(overall, None, **sections)}
    answers = audit.answers("audit_case", told)
    if not needed:
        del answers["overview"]["overall_reason"]
    audit.send("audit_case", answers)
    assert audit.record(1).overall == overall


def test_a25_two_grades_away_from_the_middle(one_audit: Issue) -> None:
    audit = one_audit()
    audit.begin()
    sections = dict.fromkeys(("s1", "s3", "s5"), "requires_improvement")
    assert warned(audit, "outstanding", **sections, s7="requires_improvement") == {
        "overview.overall_reason"
    }


def test_a25_another_number_in_the_table_is_another_rule(one_audit: Issue, bundle: Bundle) -> None:
    stricter = with_cell(bundle, "overall_warning", "overall_warning_rule_1_input_3", ">= 1")
    audit = one_audit(using=stricter)
    audit.begin()
    assert warned(audit, "outstanding") == {"overview.overall_reason"}


def test_a25_a_row_that_is_off_asks_for_nothing(one_audit: Issue, bundle: Bundle) -> None:
    off = with_cell(bundle, "overall_warning", "overall_warning_rule_3_input_1", "false")
    off = with_cell(off, "overall_warning", "overall_warning_rule_1_input_1", "false")
    audit = one_audit(using=off)
    audit.begin()
    answers = audit.answers("audit_case", grades("inadequate"))
    del answers["overview"]["overall_reason"]
    audit.send("audit_case", answers)
    assert audit.record(1).overall == "inadequate"


def test_a27_a_setting_says_how_much_explains_a_difference(
    one_audit: Issue, bundle: Bundle
) -> None:
    audit = one_audit(using=with_setting(bundle, "explain_min_length", 30))
    audit.stage_1()
    told = {**grades(s1="inadequate"), "s1.grade_why": "Visits are missing."}
    assert audit.refused("review_case", audit.answers("review_case", told)) == {"s1.grade_why"}


def test_r72_the_earlier_answer_says_by_role_who_gave_it(one_audit: Issue) -> None:
    audit = one_audit()
    audit.stage_1()
    said = [e.label for item in page(audit, "review_case", "s1").items for e in item.earlier]
    assert said[0] == "Team Manager’s answer"
