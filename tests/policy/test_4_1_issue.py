"""Section 4.1 on the running audit: what happens when a case is issued (R24 to R29)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engine import queries, tables
from engine.errors import AlreadyDone, NotAllowed
from handlers.records.tables import Reflection
from handlers.scenarios.audits.council import ROLES
from tests.policy.one_audit import ADDRESS, TENANT, OneAudit

Issue = Callable[..., OneAudit]
NAMES = [name for _, name in ROLES.values()]


def test_r24_r26_the_auditor_is_sent_the_case_with_the_link(one_audit: Issue) -> None:
    audit = one_audit()
    [letter] = audit.mail("issue_auditor")
    assert letter.recipient == "auditor"
    assert f"{ADDRESS}/tasks" in letter.body
    assert letter.body.endswith("Head of Quality Assurance\n")
    assert "Kind of case: Child in need" in letter.body
    assert "31 December 2026" in letter.subject


def test_r27_r28_a40_the_reviewer_has_a_letter_of_their_own_without_a_link(
    one_audit: Issue,
) -> None:
    audit = one_audit()
    [mine], [copy] = audit.mail("issue_auditor"), audit.mail("issue_reviewer_copy")
    assert copy.recipient == "reviewer"
    assert "http" not in copy.subject + copy.body
    assert "There is nothing to do yet" in copy.body
    assert (copy.message_id != mine.message_id, copy.created_at) == (True, mine.created_at)
    assert "AUD-2026-12-001" in copy.subject
    assert "AUD-2026-12-001" in mine.subject


def test_r28_nothing_waits_for_the_reviewer_yet(one_audit: Issue) -> None:
    audit = one_audit()
    assert sorted(str(row.assignee) for row in audit.open()) == ["auditor", "social_worker"]


def test_r29_the_auditor_is_told_of_both_systems(one_audit: Issue) -> None:
    [letter] = one_audit().mail("issue_auditor")
    assert "signed in to Liberi" in letter.body


def test_a10_the_social_worker_is_asked_with_five_working_days(one_audit: Issue) -> None:
    audit = one_audit()
    [letter] = audit.mail("ask_reflection")
    assert letter.recipient == "social_worker"
    assert "1 December 2026" in letter.subject
    assert f"{audit.task('reflect').due_at:%Y-%m-%d %H:%M}" == "2026-12-01 17:00"


@pytest.mark.parametrize("branch", ["agreed", "officer"])
def test_a37_no_subject_ever_names_anybody(one_audit: Issue, branch: str) -> None:
    audit = one_audit(category="CP")
    if branch == "officer":
        audit.to_officer()
        audit.go("2026-12-09 12:00")
        audit.do("moderate_independently", overall_grade="good", supervision_grade="good")
    else:
        audit.to_discussion()
        audit.go("2026-12-09 12:00")
        audit.do("record_discussion", agreed="yes", supervision_changes="no")
        audit.do("submit_moderated_grading", overall_grade="good")
    subjects = [letter.subject for letter in audit.mail()]
    assert len({letter.letter for letter in audit.mail()}) >= 8
    assert [(s, name) for s in subjects for name in NAMES if name in s] == []
    assert [s for s in subjects if "AUD-2026-12-001" not in s] == []


def test_r34_a18_a_discounted_auditors_words_are_kept_and_cannot_be_changed(
    one_audit: Issue,
) -> None:
    audit = one_audit()
    audit.begin()
    row, words = audit.task("audit_case"), {"s1": {"s1_1": "no"}}
    audit.engine.save_draft(row.id, words, {}, by="auditor")
    audit.play({"message": "auditorDiscounted"})
    with audit.database.read() as session:
        draft = queries.draft(session, TENANT, row.id, "auditor")
    assert draft is not None
    assert draft.answers == words
    with pytest.raises(AlreadyDone):
        audit.engine.complete(row.id, words, by="auditor", seen=row.version)
    assert audit.rows(tables.Submission, element_id="audit_case") == []


def test_r34_after_the_submission_nobody_is_discounted(one_audit: Issue) -> None:
    audit = one_audit()
    audit.stage_1()
    assert audit.engine.correlate("auditorDiscounted", str(audit.audit_id), {}, by="miu") == []
    assert audit.waiting() == ["review_case"]


def test_a10_the_auditor_may_go_on_without_the_reflection(one_audit: Issue) -> None:
    audit = one_audit()
    audit.do("give_case_details", **audit.details())
    audit.play({"offer": "reflection_released", "by": "auditor"})
    assert audit.waiting() == ["audit_case", "reflect"]
    audit.play({"submit": "audit_case"})
    assert audit.waiting() == ["review_case"]


def test_a10_a_late_reflection_is_kept_and_marked_late(one_audit: Issue) -> None:
    audit = one_audit()
    audit.do("give_case_details", **audit.details())
    audit.go("2026-12-03 12:00")
    audit.do("reflect", contributes="yes", proud="She trusts us now.")
    given = [row for row in audit.rows(Reflection) if row.submission_id]
    assert [(row.late, row.answers["proud"]) for row in given] == [(True, "She trusts us now.")]
    assert audit.waiting() == ["audit_case"]


@pytest.mark.parametrize("offer", ["auditor_discounted", "cancellation_received"])
def test_r34_r36_only_management_information_discounts_or_cancels(
    one_audit: Issue, offer: str
) -> None:
    audit = one_audit()
    [row] = [one for one in audit.offered() if one.element_id == offer]
    for person in ("auditor", "reviewer", "service_manager", "social_worker"):
        with pytest.raises(NotAllowed):
            audit.engine.answer_offer(row.id, {"reason": "other"}, by=person, seen=row.taken)
    audit.play({"offer": offer, "by": "miu"})
    assert (audit.status(), audit.waiting(), audit.offered()) == ("completed", [], [])
