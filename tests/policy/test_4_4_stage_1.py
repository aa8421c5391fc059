"""Section 4.4, stage 1, on the running audit: what is submitted, and who gets it (R53 to R69)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from engine import tables
from engine.bundle import Bundle
from engine.errors import AlreadyDone, NotAllowed
from handlers.records.tables import StageRecord
from tests.policy.one_audit import ADDRESS, OneAudit
from tests.policy.owner import with_cell

Issue = Callable[..., OneAudit]
ALWAYS = ["auditor by row 1", "service_manager by row 4"]
CHAIRS, IRO = "cp_chairs_manager by row 6", "iro_team_manager by row 5"
QA = "sm_sqa by row 7"


def test_r53_a_section_without_its_grade_is_not_accepted(one_audit: Issue) -> None:
    audit = one_audit(category="CP")
    audit.begin()
    answers = audit.answers("audit_case")
    for fields in answers.values():
        fields.pop("grade", None)
    missing = {f"{key}.grade" for key in ("s1", "s3", "s4", "s5", "s7", "s8")}
    assert audit.refused("audit_case", answers) == missing


def test_r54_a_forged_grade_of_supervision_is_not_kept(one_audit: Issue) -> None:
    audit = one_audit()
    audit.begin()
    answers = audit.answers("audit_case")
    answers["s9"] |= {"grade": "outstanding", "rationale": "I did well."}
    kept = audit.submission(audit.send("audit_case", answers)).answers
    assert not {"grade", "rationale"} & set(kept["s9"])
    assert audit.record(1).supervision is None
    assert "s9" not in audit.record(1).section_grades


def test_r54_a_table_that_offered_it_would_stop_the_audit_aloud(
    one_audit: Issue, bundle: Bundle
) -> None:
    offered = with_cell(bundle, "grade_required", "grade_required_rule_1_output_1", "true")
    audit = one_audit(using=offered)
    audit.begin()
    row, answers = audit.task("audit_case"), audit.answers("audit_case", {"s9.grade": "good"})
    done = audit.engine.complete(row.id, answers, by="auditor", seen=row.version)
    assert done.incident
    [said] = audit.incidents()
    assert said.startswith("freeze_stage_1: The auditor may not grade their own supervision")
    assert audit.submission(done.submission_id).answers["s9"]["grade"] == "good"
    assert audit.rows(StageRecord) == []


def test_r55_the_comment_on_ones_own_practice_is_kept(one_audit: Issue) -> None:
    audit = one_audit()
    audit.begin()
    words = "I should have booked the supervision sooner."
    audit.play({"submit": "audit_case", "answers": {"s9.own_practice": words}})
    assert audit.record(1).answers["s9"]["own_practice"] == words


def test_r57_r58_no_stage_1_without_recommendation_and_overall_grade(one_audit: Issue) -> None:
    audit = one_audit()
    audit.begin()
    answers = audit.answers("audit_case")
    answers["overview"] |= {"actions": [], "overall_grade": None}
    expected = {"overview.actions", "overview.overall_grade"}
    assert audit.refused("audit_case", answers) == expected


def test_r59_a25_an_unusual_overall_grade_is_the_auditors_to_give(one_audit: Issue) -> None:
    audit = one_audit()
    audit.stage_1("outstanding", s1="inadequate_critical", s3="inadequate")
    assert audit.record(1).overall == "outstanding"


def test_r61_what_was_submitted_is_locked_and_kept_as_it_was(one_audit: Issue) -> None:
    audit = one_audit()
    audit.begin()
    row, answers = audit.task("audit_case"), audit.answers("audit_case")
    sent = audit.submission(audit.send("audit_case", answers))
    kept = audit.record(1).answers
    assert sent.answers == kept
    for section, fields in kept.items():
        assert fields.items() <= answers[section].items()
    assert sent.digest == audit.record(1).digest
    with pytest.raises(AlreadyDone):
        audit.engine.complete(row.id, answers, by="auditor", seen=row.version)
    with pytest.raises(AlreadyDone):
        audit.engine.save_draft(row.id, answers, {}, by="auditor")
    assert audit.audit().state == "stage_1_submitted"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param({"category": "CIN"}, [], id="CIN"),
        pytest.param({"category": "CP"}, [CHAIRS], id="CP"),
        pytest.param({"category": "CP", "in_care": True}, [CHAIRS], id="CP and in care (A12)"),
        pytest.param({"category": "CIC_CL", "in_care": True}, [IRO], id="in care"),
        pytest.param(
            {"category": "CIC_CL", "legal_status": "care_leaver"}, [], id="care leaver (A29)"
        ),
    ],
)
def test_r62_r66_r67_r68_copies_by_category(
    one_audit: Issue, given: dict[str, Any], expected: list[str]
) -> None:
    audit = one_audit(**given)
    audit.stage_1("good")
    assert audit.copies(1) == sorted([*ALWAYS, *expected])


@pytest.mark.parametrize(
    ("overall", "told"),
    [
        ("outstanding", True),
        ("good", False),
        ("requires_improvement", False),
        ("inadequate", True),
        ("inadequate_critical", True),
    ],
)
def test_r69_the_qa_manager_gets_the_best_and_the_worst(
    one_audit: Issue, overall: str, told: bool
) -> None:
    audit = one_audit()
    audit.stage_1(overall)
    assert audit.copies(1) == sorted([*ALWAYS, *([QA] if told else [])])


def test_a30_an_inadequate_section_alone_does_not_go_to_the_qa_manager(one_audit: Issue) -> None:
    audit = one_audit()
    audit.stage_1("good", s5="inadequate_critical")
    assert audit.copies(1) == ALWAYS


def test_r62_the_form_is_sent_to_the_auditor_at_once_and_needs_nobody(one_audit: Issue) -> None:
    audit = one_audit()
    audit.stage_1("good")
    [letter] = audit.mail("form_copy", recipient="auditor")
    document, page = audit.printed(1)
    assert letter.attachments == [document]
    assert audit.waiting() == ["review_case"]
    assert "Amina Okoro" in page
    assert "Seen on the record, in the note of 4 March." in page


def test_r70_r28_the_reviewer_cannot_begin_before_the_auditor_has_submitted(
    one_audit: Issue,
) -> None:
    audit = one_audit()
    audit.begin()
    assert audit.waiting() == ["audit_case"]
    assert not [letter for letter in audit.mail(recipient="reviewer") if ADDRESS in letter.body]
    row, answers = audit.task("audit_case"), audit.answers("audit_case")
    with pytest.raises(NotAllowed):
        audit.engine.save_draft(row.id, {"s1": {}}, {}, by="reviewer")
    with pytest.raises(NotAllowed):
        audit.engine.complete(row.id, answers, by="reviewer", seen=row.version)
    assert audit.rows(tables.Draft) == []


def test_r70_the_request_has_the_link_to_the_review(one_audit: Issue) -> None:
    audit = one_audit()
    audit.stage_1()
    [letter] = audit.mail("review_request")
    assert letter.recipient == "reviewer"
    assert f"{ADDRESS}/tasks" in letter.body
    assert audit.task("review_case").assignee == "reviewer"
    assert letter.created_at == audit.record(1).at


def test_r14_a10_the_audit_opens_with_the_reflection_or_after_five_working_days(
    one_audit: Issue,
) -> None:
    audit = one_audit()
    audit.do("give_case_details", **audit.details())
    audit.go("2026-12-01 16:59")
    assert audit.waiting() == ["reflect"]
    audit.go("2026-12-01 17:01")
    assert audit.waiting() == ["audit_case", "reflect"]
