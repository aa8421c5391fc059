"""Section 4.4, stage 3: when the grading is moderated, and how it is agreed (R80 to R91)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engine.errors import NotAllowed
from handlers.records.tables import ModerationRecord
from tests.policy.one_audit import ADDRESS, OneAudit

Issue = Callable[..., OneAudit]


def test_r80_the_same_grades_need_no_moderation(one_audit: Issue) -> None:
    audit = one_audit()
    audit.stage_1("good")
    audit.stage_2("good", "requires_improvement")
    assert (audit.waiting(), audit.audit().state) == ([], "concluded")
    row = audit.audit()
    assert (row.final_overall, row.final_supervision) == ("good", "requires_improvement")
    assert audit.rows(ModerationRecord) == []
    assert audit.copies(3) == []


@pytest.mark.parametrize("reviewer", ["outstanding", "requires_improvement", "inadequate_critical"])
def test_r80_r82_a_different_overall_grade_is_moderated(one_audit: Issue, reviewer: str) -> None:
    audit = one_audit()
    audit.stage_1("good")
    audit.stage_2(reviewer)
    assert audit.waits_itself() == ["record_discussion"]
    for part in ("auditor", "reviewer"):
        [letter] = audit.mail(f"moderation_{part}")
        assert letter.recipient == part
        assert "the two overall gradings differ" in letter.body
        assert "supervision and management oversight was graded" not in letter.body
        assert ADDRESS in letter.body


@pytest.mark.parametrize(
    ("grade", "needed"),
    [
        ("outstanding", False),
        ("requires_improvement", False),
        ("inadequate", True),
        ("inadequate_critical", True),
    ],
)
def test_r81_a3b_supervision_graded_inadequate_or_worse_is_moderated(
    one_audit: Issue, grade: str, needed: bool
) -> None:
    audit = one_audit()
    audit.stage_1("good")
    audit.stage_2("good", grade)
    assert audit.waiting() == (["record_discussion"] if needed else [])
    for letter in audit.mail("moderation_auditor"):
        assert "supervision and management oversight was graded inadequate" in letter.body
        assert "the two overall gradings differ" not in letter.body


def test_r80_a3_sections_may_differ_and_are_not_moderated(one_audit: Issue) -> None:
    audit = one_audit()
    audit.stage_1("good")
    worst = dict.fromkeys(("s1", "s3", "s5", "s7", "s8"), "inadequate_critical")
    audit.stage_2("good", **worst)
    assert (audit.waiting(), audit.audit().state) == ([], "concluded")


def test_r83_the_discussion_is_the_auditors_to_record(one_audit: Issue) -> None:
    audit = one_audit()
    audit.to_discussion()
    row = audit.task("record_discussion")
    assert row.assignee == "auditor"
    with pytest.raises(NotAllowed):
        audit.engine.complete(
            row.id, audit.answers("record_discussion"), by="reviewer", seen=row.version
        )


def test_r83_both_are_reminded_of_it_every_ten_working_days(one_audit: Issue) -> None:
    audit = one_audit()
    audit.to_discussion()
    audit.go("2026-12-23 12:00")
    nudges = audit.mail("moderation_nudge")
    assert sorted(n.recipient for n in nudges) == ["auditor"] * 2 + ["reviewer"] * 2
    assert set(audit.sent_at("moderation_nudge")) == {"2026-12-08 08:00", "2026-12-22 08:00"}
    audit.do("record_discussion", agreed="yes", supervision_changes="no")
    audit.go("2027-02-23 12:00")
    assert len(audit.mail("moderation_nudge")) == 4


def test_r84_r91_the_agreed_grade_stands_for_both_and_is_sent_to_both(one_audit: Issue) -> None:
    audit = one_audit()
    audit.to_discussion()
    audit.do("record_discussion", agreed="yes", supervision_changes="no")
    assert audit.waiting() == ["submit_moderated_grading"]
    assert audit.task("submit_moderated_grading").assignee == "auditor"
    audit.do("submit_moderated_grading", overall_grade="requires_improvement")
    assert audit.audit().state == "concluded"
    row, [moderated] = audit.audit(), audit.rows(ModerationRecord)
    assert (row.final_overall, row.final_supervision) == ("requires_improvement", "good")
    assert (moderated.overall, moderated.is_final, moderated.by) == (
        "requires_improvement",
        False,
        "auditor",
    )
    assert {"auditor by row 3", "reviewer by row 3"} < set(audit.copies(3))
    _, page = audit.printed(3)
    assert "agreed by the Team Manager and the Peer Reviewer" in page
    assert "<strong>Requires improvement</strong>" in page


def test_r85_the_reviewer_re_submits_supervision_and_both_are_waited_for(one_audit: Issue) -> None:
    audit = one_audit()
    audit.stage_1("good")
    audit.stage_2("good", "inadequate")
    audit.do("record_discussion", agreed="yes", supervision_changes="yes")
    assert audit.waiting() == ["submit_moderated_grading", "submit_supervision_grading"]
    assert audit.task("submit_supervision_grading").assignee == "reviewer"
    audit.do("submit_supervision_grading", grade="requires_improvement")
    assert audit.copies(3) == []
    audit.do("submit_moderated_grading", overall_grade="good")
    row = audit.audit()
    assert (row.final_overall, row.final_supervision) == ("good", "requires_improvement")
    assert audit.record(2).supervision == "inadequate"


def test_r85_supervision_that_both_let_stand_stands(one_audit: Issue) -> None:
    audit = one_audit()
    audit.stage_1("good")
    audit.stage_2("good", "inadequate")
    audit.do("record_discussion", agreed="yes", supervision_changes="no")
    audit.do("submit_moderated_grading", overall_grade="good")
    assert audit.audit().final_supervision == "inadequate"


@pytest.mark.parametrize(
    ("given", "auditor", "holders"),
    [
        ({"category": "CIN"}, "good", {"service_manager"}),
        ({"category": "CP"}, "good", {"service_manager", "cp_chairs_manager"}),
        (
            {"category": "CIC_CL", "in_care": True},
            "outstanding",
            {"service_manager", "iro_team_manager", "sm_sqa"},
        ),
    ],
)
def test_r91_a30_whoever_holds_an_earlier_form_gets_the_revised_one(
    one_audit: Issue, given: dict[str, object], auditor: str, holders: set[str]
) -> None:
    audit = one_audit(**given)
    audit.stage_1(auditor)
    audit.stage_2("requires_improvement")
    audit.do("record_discussion", agreed="yes", supervision_changes="no")
    audit.do("submit_moderated_grading", overall_grade="requires_improvement")
    earlier = {line.split(" by ")[0] for stage in (1, 2) for line in audit.copies(stage)}
    revised = {line.split(" by ")[0] for line in audit.copies(3)}
    assert earlier == revised == {"auditor", "reviewer", *holders}
