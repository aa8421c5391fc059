"""Section 4.4, stage 2, on the running audit: the peer review and who gets it (R71 to R79)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engine.errors import AlreadyDone, NotAllowed
from tests.policy.one_audit import OneAudit

Issue = Callable[..., OneAudit]
ALWAYS = ["auditor by row 2", "reviewer by row 2", "service_manager by row 4"]
QA = "sm_sqa by row 8"


def reviewing(audit: OneAudit, overall: str = "good") -> OneAudit:
    audit.stage_1(overall)
    return audit


def test_r71_r72_the_review_is_of_what_the_auditor_submitted(one_audit: Issue) -> None:
    audit = reviewing(one_audit(category="CP"))
    row = audit.task("review_case")
    reviewed = audit.submission(row.details["reviews"])
    assert reviewed.id == audit.record(1).submission_id
    assert set(row.details["sections"]) == set(reviewed.answers)
    assert row.details["context"]["role"] == "reviewer"


def test_r74_a_review_without_a_grade_of_supervision_is_not_accepted(one_audit: Issue) -> None:
    audit = reviewing(one_audit())
    answers = audit.answers("review_case")
    del answers["s9"]["grade"]
    assert audit.refused("review_case", answers) == {"s9.grade"}
    assert audit.waiting() == ["review_case"]


def test_r73_the_reviewer_judges_the_analysis_and_grades_every_section(one_audit: Issue) -> None:
    audit = reviewing(one_audit())
    answers = audit.answers("review_case")
    answers["overview"] |= {"view_of_analysis": "", "overall_grade": None}
    del answers["s3"]["grade"]
    expected = {"overview.view_of_analysis", "overview.overall_grade", "s3.grade"}
    assert audit.refused("review_case", answers) == expected


@pytest.mark.parametrize("why", ["", "Too short.", " " * 40])
def test_r76_a_different_answer_without_a_reason_is_not_accepted(
    one_audit: Issue, why: str
) -> None:
    audit = reviewing(one_audit())
    answers = audit.answers("review_case")
    answers["s1"] |= {"s1_1": "no", "s1_1_why": why}
    assert audit.refused("review_case", answers) == {"s1.s1_1_why"}


def test_r76_a27_the_reason_is_kept_where_the_answer_differs_and_nowhere_else(
    one_audit: Issue,
) -> None:
    audit = reviewing(one_audit())
    answers = audit.answers("review_case", {"s1.s1_1": "no", "s3.grade": "inadequate"})
    answers["s1"]["s1_2_why"] = "There is no difference, so nobody asked for this."
    audit.send("review_case", answers)
    kept, theirs = audit.record(2).answers, audit.record(1).answers
    reasons = {f"{s}.{k}" for s, f in kept.items() for k in f if k.endswith("_why")}
    assert reasons == {"s1.s1_1_why", "s3.grade_why"}
    assert theirs["s1"]["s1_1"] == "yes"


def test_r77_the_review_is_locked_and_stage_1_stays_as_it_was(one_audit: Issue) -> None:
    audit = reviewing(one_audit())
    before, row = audit.record(1), audit.task("review_case")
    answers = audit.answers("review_case", {"s1.s1_1": "partly"})
    audit.send("review_case", answers)
    with pytest.raises(AlreadyDone):
        audit.engine.complete(row.id, answers, by="reviewer", seen=row.version)
    after = audit.record(1)
    assert (after.answers, after.digest) == (before.answers, before.digest)


def test_only_the_reviewer_reviews(one_audit: Issue) -> None:
    audit = reviewing(one_audit())
    row, answers = audit.task("review_case"), audit.answers("review_case")
    for person in ("auditor", "social_worker", "service_manager", "sm_sqa", "officer"):
        with pytest.raises(NotAllowed):
            audit.engine.complete(row.id, answers, by=person, seen=row.version)


def test_r78_the_form_with_both_parties_answers_goes_to_both(one_audit: Issue) -> None:
    audit = one_audit()
    audit.begin()
    words = {"s9.own_practice": "In the words of the auditor."}
    audit.play({"submit": "audit_case", "answers": words})
    assert audit.copies(2) == []
    told = {"s1.s1_1": "no", "s1.s1_1_why": "In the words of the reviewer."}
    audit.play({"submit": "review_case", "answers": told})
    assert audit.copies(2) == ALWAYS
    document, page = audit.printed(2)
    letters = [m for m in audit.mail("form_copy") if m.attachments == [document]]
    assert {letter.recipient for letter in letters} == {"auditor", "reviewer", "service_manager"}
    assert "In the words of the auditor." in page
    assert "In the words of the reviewer." in page


@pytest.mark.parametrize(
    ("given", "manager"),
    [
        ({"category": "CP"}, "cp_chairs_manager by row 6"),
        ({"category": "CIC_CL", "in_care": True}, "iro_team_manager by row 5"),
    ],
)
def test_r79_copies_by_category(one_audit: Issue, given: dict[str, object], manager: str) -> None:
    audit = reviewing(one_audit(**given))
    audit.stage_2()
    assert audit.copies(2) == sorted([*ALWAYS, manager])


@pytest.mark.parametrize(
    ("auditor", "reviewer", "told"),
    [
        ("good", "good", False),
        ("good", "requires_improvement", False),
        ("good", "outstanding", True),
        ("outstanding", "good", True),
        ("requires_improvement", "inadequate", True),
        ("inadequate_critical", "requires_improvement", True),
    ],
)
def test_r79_a30_the_qa_manager_hears_of_either_partys_grade(
    one_audit: Issue, auditor: str, reviewer: str, told: bool
) -> None:
    audit = reviewing(one_audit(), auditor)
    audit.stage_2(reviewer)
    assert audit.copies(2) == sorted([*ALWAYS, *([QA] if told else [])])


def test_a_role_that_nobody_holds_holds_up_its_copy_and_nothing_else(one_audit: Issue) -> None:
    audit = reviewing(one_audit(category="CP", left=["cp_chairs_manager"]))
    assert audit.waiting() == ["name_people", "review_case"]
    assert audit.copies(1) == ["auditor by row 1", "service_manager by row 4"]
    audit.stage_2()
    assert audit.audit().state == "concluded"


def test_what_has_concluded_is_not_cancelled_any_more(one_audit: Issue) -> None:
    audit = reviewing(one_audit(category="CP", left=["cp_chairs_manager"]))
    audit.stage_2()
    audit.play({"message": "auditCancelled"})
    row = audit.audit()
    assert (row.state, row.final_overall, audit.status()) == ("concluded", "good", "completed")
