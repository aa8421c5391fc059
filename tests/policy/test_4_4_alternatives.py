"""The other readings of the policy are rows that an owner switches on: no Python changes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engine.bundle import Bundle
from tests.policy.one_audit import OneAudit
from tests.policy.owner import switched_on, with_setting

Issue = Callable[..., OneAudit]
DUAL = {"category": "CP", "in_care": True}


def concluded(audit: OneAudit) -> OneAudit:
    """Both grade the case good."""
    audit.stage_1("good")
    audit.stage_2("good")
    return audit


def moderated(audit: OneAudit) -> OneAudit:
    """They differ and agree on "good"."""
    audit.stage_1("good")
    audit.stage_2("requires_improvement")
    audit.do("record_discussion", agreed="yes", supervision_changes="no")
    audit.do("submit_moderated_grading", overall_grade="good")
    return audit


def test_a1_as_delivered_a_good_case_does_not_go_to_the_qa_manager(one_audit: Issue) -> None:
    audit = moderated(one_audit())
    assert not [line for n in (1, 2, 3) for line in audit.copies(n) if "sm_sqa" in line]


def test_a1_literally_the_qa_manager_gets_every_form_from_stage_2(
    one_audit: Issue, bundle: Bundle
) -> None:
    audit = moderated(one_audit(using=switched_on(bundle, "distribution", "(A1)")))
    assert "sm_sqa by row 10" not in audit.copies(1)
    assert "sm_sqa by row 10" in audit.copies(2)
    assert "sm_sqa by row 10" in audit.copies(3)


def test_a1_the_row_is_on_beside_another_and_sends_one_copy(
    one_audit: Issue, bundle: Bundle
) -> None:
    audit = one_audit(using=switched_on(bundle, "distribution", "(A1)"))
    audit.stage_1("inadequate")
    audit.stage_2("inadequate")
    assert [line for line in audit.copies(2) if "sm_sqa" in line] == ["sm_sqa by row 8"]


def test_a12_as_delivered_a_dual_case_has_no_care_section_and_no_copy_to_the_iro(
    one_audit: Issue,
) -> None:
    audit = concluded(one_audit(**DUAL))
    assert "s6" not in audit.record(1).answers
    assert not [line for n in (1, 2) for line in audit.copies(n) if "iro" in line]


def test_a12_a_dual_case_also_goes_to_the_iro_team_manager(
    one_audit: Issue, bundle: Bundle
) -> None:
    audit = concluded(one_audit(using=switched_on(bundle, "distribution", "(A12)"), **DUAL))
    for stage in (1, 2):
        assert "iro_team_manager by row 11" in audit.copies(stage)
        assert "cp_chairs_manager by row 6" in audit.copies(stage)


def test_a12_the_iro_rows_leave_a_case_that_is_not_in_care_alone(
    one_audit: Issue, bundle: Bundle
) -> None:
    audit = one_audit(using=switched_on(bundle, "distribution", "(A12)"), category="CP")
    audit.stage_1()
    assert not [line for line in audit.copies(1) if "iro" in line]


def test_a12_a_dual_case_gets_the_care_section(one_audit: Issue, bundle: Bundle) -> None:
    audit = concluded(one_audit(using=switched_on(bundle, "section_selection", "(A12)"), **DUAL))
    assert {"s4", "s6"} < set(audit.record(1).answers)
    assert audit.record(1).answers.keys() == audit.record(2).answers.keys()


@pytest.mark.parametrize(
    ("worst", "needed"), [("requires_improvement", False), ("inadequate", True)]
)
def test_a3_a_section_two_grades_apart_is_moderated(
    one_audit: Issue, bundle: Bundle, worst: str, needed: bool
) -> None:
    audit = one_audit(using=switched_on(bundle, "moderation_needed", "two or more grades apart"))
    audit.stage_1("good")
    audit.stage_2("good", s3=worst)
    assert audit.waiting() == (["record_discussion"] if needed else [])
    for letter in audit.mail("moderation_auditor"):
        assert "a section was graded very differently" in letter.body


@pytest.mark.parametrize(("sections", "needed"), [("s1 s3 s5", False), ("s1 s3 s5 s7", True)])
def test_a3_four_sections_graded_differently_are_moderated(
    one_audit: Issue, bundle: Bundle, sections: str, needed: bool
) -> None:
    audit = one_audit(using=switched_on(bundle, "moderation_needed", "four or more sections"))
    audit.stage_1("good")
    audit.stage_2("good", **dict.fromkeys(sections.split(), "outstanding"))
    assert audit.waiting() == (["record_discussion"] if needed else [])
    for letter in audit.mail("moderation_reviewer"):
        assert "many sections were graded differently" in letter.body


def test_a3_by_the_stricter_reading_the_audit_concludes_after_moderation(
    one_audit: Issue, bundle: Bundle
) -> None:
    audit = one_audit(using=switched_on(bundle, "moderation_needed", "(A3)"))
    audit.stage_1("good")
    audit.stage_2("good", s3="inadequate_critical")
    audit.do("record_discussion", agreed="yes", supervision_changes="no")
    audit.do("submit_moderated_grading", overall_grade="good")
    assert (audit.audit().state, audit.audit().final_overall) == ("concluded", "good")


def test_a42_the_social_worker_gets_the_form_without_supervision(
    one_audit: Issue, bundle: Bundle
) -> None:
    audit = one_audit(using=switched_on(bundle, "distribution", "(A42)"))
    audit.begin()
    own = {"s9.own_practice": "Of my own supervision I say this."}
    audit.play({"submit": "audit_case", "answers": own})
    assert not [line for line in audit.copies(1) if "social_worker" in line]
    audit.stage_2("good", "requires_improvement")
    assert "social_worker by row 12" in audit.copies(2), "nothing follows: it is the final form"
    _, full = audit.printed(2)
    _, short = audit.printed(2, "without_supervision")
    for told in (own["s9.own_practice"], "S9.1", "Supervision / Management Oversight"):
        assert told in full
        assert told not in short
    [letter] = audit.mail("form_copy", recipient="social_worker")
    assert "You receive it as: Social Worker" in letter.body


def test_a42_with_a_vacant_post_the_others_get_theirs(one_audit: Issue, bundle: Bundle) -> None:
    audit = one_audit(using=switched_on(bundle, "distribution", "(A42)"), vacant=True)
    audit.stage_1("good")
    audit.stage_2("good")
    assert audit.audit().state == "concluded"
    assert audit.copies(2) == ["auditor by row 2", "reviewer by row 2", "service_manager by row 4"]


def test_a23_when_a_case_counts_as_new_is_a_setting(one_audit: Issue, bundle: Bundle) -> None:
    longer = with_setting(bundle, "new_case_months", 12)
    audit = one_audit(using=longer, opened_on="2026-02-10")
    audit.begin()
    assert "s2" in audit.task("audit_case").details["sections"]


def test_a19_how_long_the_reviewer_has_is_a_setting(one_audit: Issue, bundle: Bundle) -> None:
    audit = one_audit(using=with_setting(bundle, "review_working_days", 3))
    audit.stage_1()
    assert "by 27 November 2026" in audit.mail("review_request")[0].subject
    assert f"{audit.task('review_case').due_at:%d %b}" == "27 Nov"


def test_a_running_audit_keeps_the_table_it_began_with(one_audit: Issue, bundle: Bundle) -> None:
    audit = one_audit()
    audit.engine.deploy(switched_on(bundle, "distribution", "(A1)"), by="owner")
    concluded(audit)
    assert not [line for line in audit.copies(2) if "sm_sqa" in line]


def test_a42_an_officers_finding_on_supervision_stays_between_the_managers(
    one_audit: Issue, bundle: Bundle
) -> None:
    audit = one_audit(using=switched_on(bundle, "distribution", "(A42)"))
    audit.to_officer()
    assert not [line for line in audit.copies(2) if "social_worker" in line], "not final yet"
    why = "Supervision was late throughout, says the officer."
    finding = {"overall_grade": "good", "supervision_grade": "inadequate", "rationale": why}
    audit.do("moderate_independently", **finding)
    _, full = audit.printed(3)
    _, short = audit.printed(3, "without_supervision")
    assert why in full
    assert why not in short
    assert "<td>Inadequate</td>" in full
    assert "<td>Inadequate</td>" not in short
    assert "<strong>Good</strong>" in short


@pytest.mark.parametrize(("length", "enough"), [(40, False), (20, True)])
def test_a27_how_much_explains_a_difference_is_a_setting(
    one_audit: Issue, bundle: Bundle, length: int, enough: bool
) -> None:
    audit = one_audit(using=with_setting(bundle, "explain_min_length", length))
    audit.stage_1()
    answers = audit.answers("review_case", {"s1.s1_1": "no", "s1.s1_1_why": "x" * 30})
    if enough:
        audit.send("review_case", answers)
        assert audit.record(2).answers["s1"]["s1_1_why"] == "x" * 30
    else:
        assert audit.refused("review_case", answers) == {"s1.s1_1_why"}
