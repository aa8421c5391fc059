"""Sections 4.4 and 4.8: no agreement, and an officer's finding is final (R86 to R94)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import delete

from engine.bundle import Bundle
from engine.errors import AlreadyDone, NotAllowed
from handlers.directory.tables import PersonRole
from handlers.records.tables import ModerationRecord
from tests.policy.one_audit import ADDRESS, TENANT, OneAudit
from tests.policy.owner import with_setting

Issue = Callable[..., OneAudit]
FINDING = {"overall_grade": "inadequate", "supervision_grade": "requires_improvement"}


def found(audit: OneAudit) -> OneAudit:
    """The officer has submitted the finding."""
    audit.to_officer()
    audit.do("moderate_independently", **FINDING)
    return audit


def test_r86_the_reviewer_and_nobody_else_asks_for_further_moderation(one_audit: Issue) -> None:
    audit = one_audit()
    audit.to_discussion()
    audit.do("record_discussion", agreed="no")
    assert audit.waiting() == ["request_officer"]
    row = audit.task("request_officer")
    assert row.assignee == "reviewer"
    with pytest.raises(NotAllowed):
        audit.engine.complete(row.id, {"points": "Mine."}, by="auditor", seen=row.version)
    audit.do("request_officer")
    [letter] = audit.mail("officer_requested")
    assert letter.recipient == "sm_sqa"
    assert f"{ADDRESS}/tasks" in letter.body


@pytest.mark.parametrize("open_to_both", [False, True])
def test_r86_a41_who_may_ask_without_a_discussion_is_a_setting(
    one_audit: Issue, bundle: Bundle, open_to_both: bool
) -> None:
    using = with_setting(bundle, "auditor_may_ask_for_officer", True) if open_to_both else bundle
    audit = one_audit(using=using)
    audit.to_discussion()
    [row] = [one for one in audit.offered() if one.form == "request_officer"]
    assert sorted(row.people) == (["auditor", "reviewer"] if open_to_both else ["reviewer"])
    audit.play({"offer": row.element_id, "by": "reviewer"})
    assert audit.waiting() == ["appoint_officer"]


def test_r87_the_qa_manager_appoints_from_officers_without_a_conflict(one_audit: Issue) -> None:
    audit = one_audit()
    with audit.database.write() as session:
        for person in ("reviewer", "service_manager", "social_worker", "auditor"):
            session.add(PersonRole(tenant_id=TENANT, person_id=person, role="pdo", scope=""))
    audit.to_discussion()
    audit.do("record_discussion", agreed="no")
    audit.do("request_officer")
    row = audit.task("appoint_officer")
    assert (row.assignee, row.candidate_group) == (None, "sm_sqa")
    assert row.details["context"]["officers"] == [{"value": "officer", "label": "Femi Adeyemi"}]
    audit.engine.claim(row.id, by="sm_sqa")
    for forged in ("reviewer", "nobody", ""):
        answers = {"officer": forged, "due": "2026-12-08"}
        assert audit.refused("appoint_officer", answers) == {"appoint_officer.officer"}


def test_r87_the_finding_is_due_on_the_day_that_the_qa_manager_sets(one_audit: Issue) -> None:
    audit = one_audit()
    audit.to_discussion()
    audit.do("record_discussion", agreed="no")
    audit.do("request_officer")
    assert str(audit.task("appoint_officer").details["context"]["due"]) == "2026-12-08"
    audit.do("appoint_officer", by="sm_sqa", officer="officer", due="2026-12-18")
    assert audit.task("moderate_independently").due_at.date().isoformat() == "2026-12-18"
    assert "18 December 2026" in audit.mail("officer_appointed")[0].body
    audit.go("2026-12-09 12:00")
    assert audit.sent_at("officer_overdue") == []
    audit.go("2026-12-22 12:00")
    assert audit.sent_at("officer_overdue") == ["2026-12-22 08:00"]


def test_r87_where_every_officer_has_a_conflict_the_qa_manager_may_moderate(
    one_audit: Issue,
) -> None:
    audit = one_audit()
    with audit.database.write() as session:
        session.execute(delete(PersonRole).where(PersonRole.role == "pdo"))
    audit.to_discussion()
    audit.do("record_discussion", agreed="no")
    audit.do("request_officer")
    [only] = audit.task("appoint_officer").details["context"]["officers"]
    assert only["value"] == "sm_sqa"


def test_r88_the_officer_is_asked_with_a_link_and_grades_for_themselves(one_audit: Issue) -> None:
    audit = one_audit()
    audit.to_officer()
    [letter] = audit.mail("officer_appointed")
    assert (letter.recipient, ADDRESS in letter.body) == ("officer", True)
    row = audit.task("moderate_independently")
    assert row.assignee == "officer"
    needed = {"overall_grade", "supervision_grade", "current_level", "rationale", "concern"}
    missing = audit.refused("moderate_independently", {})
    assert missing == {f"officer_moderation.{field}" for field in needed}


def test_r88_the_qa_manager_hears_when_the_officer_takes_long(one_audit: Issue) -> None:
    audit = one_audit()
    audit.to_officer()
    audit.go("2026-12-08 12:00")
    assert audit.sent_at("officer_overdue") == ["2026-12-08 08:00"]
    assert audit.mail("officer_overdue")[0].recipient == "sm_sqa"
    audit.do("moderate_independently", **FINDING)
    audit.go("2027-02-01 12:00")
    assert len(audit.mail("officer_overdue")) == 1


def test_r89_the_finding_applies_at_once_and_to_both(one_audit: Issue) -> None:
    audit = found(one_audit())
    [finding] = audit.rows(ModerationRecord)
    assert (finding.overall, finding.supervision) == ("inadequate", "requires_improvement")
    assert (finding.is_final, finding.by) == (True, "officer")
    assert audit.audit().officer == "officer"
    _, page = audit.printed(3)
    assert "The finding is final." in page


@pytest.mark.parametrize(("of_today", "final"), [(False, "inadequate"), (True, "outstanding")])
def test_r89_a32_the_level_of_practice_today_is_the_grade_only_where_a_setting_says_so(
    one_audit: Issue, bundle: Bundle, of_today: bool, final: str
) -> None:
    using = with_setting(bundle, "officer_grades_current_level", True) if of_today else bundle
    audit = one_audit(using=using)
    audit.to_officer()
    audit.do("moderate_independently", **FINDING, current_level="outstanding")
    [finding] = audit.rows(ModerationRecord)
    assert (finding.overall, finding.answers["current_level"]) == (final, "outstanding")
    assert audit.audit().final_overall in (None, final)


def test_r89_r90_nobody_can_alter_the_finding(one_audit: Issue) -> None:
    audit = one_audit()
    audit.to_officer()
    row, answers = audit.task("moderate_independently"), audit.answers("moderate_independently")
    for person in ("auditor", "reviewer", "sm_sqa"):
        with pytest.raises(NotAllowed):
            audit.engine.complete(row.id, answers, by=person, seen=row.version)
    audit.send("moderate_independently", {**answers, **FINDING})
    with pytest.raises(AlreadyDone):
        audit.engine.complete(row.id, answers, by="officer", seen=row.version)
    for element in ("acknowledge_auditor", "acknowledge_reviewer"):
        forged = {"acknowledged": True, "overall_grade": "outstanding"}
        assert audit.refused(element, forged) == {"acknowledge.overall_grade"}
        assert audit.refused(element, {"acknowledged": False}) == {"acknowledge.acknowledged"}
    [finding] = audit.rows(ModerationRecord)
    assert finding.overall == "inadequate"


def test_r90_both_acknowledge_and_the_audit_ends_with_the_officers_grade(one_audit: Issue) -> None:
    audit = found(one_audit())
    assert audit.task("acknowledge_auditor").assignee == "auditor"
    assert audit.task("acknowledge_reviewer").assignee == "reviewer"
    for element in list(audit.waits_itself()):
        audit.do(element)
    row = audit.audit()
    assert row.state == "concluded"
    audit.record_all()
    assert audit.status() == "completed"
    assert (row.final_overall, row.final_supervision) == ("inadequate", "requires_improvement")
    assert (audit.record(1).overall, audit.record(2).overall) == ("good", "requires_improvement")


def test_r90_a31_an_acknowledgement_closes_by_itself_after_five_working_days(
    one_audit: Issue,
) -> None:
    audit = found(one_audit())
    audit.go("2026-12-01 16:59")
    assert "acknowledge_auditor" in audit.waits_itself()
    audit.go("2026-12-01 17:01")
    assert audit.waits_itself() == ["inform_service_manager", "write_case_note"]


def test_r91_the_revised_form_does_not_wait_for_anybody(one_audit: Issue) -> None:
    audit = found(one_audit())
    assert len(audit.waits_itself()) == 4
    assert {"auditor by row 3", "reviewer by row 3"} < set(audit.copies(3))


def test_r92_the_officer_tells_the_service_manager(one_audit: Issue) -> None:
    audit = found(one_audit())
    row = audit.task("inform_service_manager")
    assert row.assignee == "officer"
    missing: set[str] = audit.refused("inform_service_manager", {})
    assert {"inform_service_manager.contacted_on", "inform_service_manager.method"} <= missing


def test_r93_the_case_note_has_the_date_and_the_moderated_grade(one_audit: Issue) -> None:
    audit = found(one_audit())
    assert audit.task("write_case_note").assignee == "officer"
    missing = audit.refused("write_case_note", {})
    assert {"officer_case_note.moderated_on", "officer_case_note.note"} <= missing
    note: dict[str, Any] = audit.answers("write_case_note")
    sent = audit.submission(audit.send("write_case_note", note))
    assert sent.answers == {**note, "copied": False}


def test_r94_the_qa_manager_hears_of_the_outcome(one_audit: Issue) -> None:
    audit = found(one_audit())
    [letter] = audit.mail("moderation_outcome")
    assert letter.recipient == "sm_sqa"
    assert "sm_sqa by row 9" in audit.copies(3)


def test_r86_a_vacant_qa_managers_post_is_put_right_first(one_audit: Issue) -> None:
    audit = one_audit(left=["sm_sqa"])
    audit.to_discussion()
    audit.do("record_discussion", agreed="no")
    audit.do("request_officer")
    assert audit.waiting() == ["name_sm_sqa"]
    assert audit.task("name_sm_sqa").candidate_group == "miu"
    audit.play({"appoint": "sm_sqa"})
    audit.do("name_sm_sqa", by="miu")
    assert audit.waiting() == ["appoint_officer"]
    assert [letter.recipient for letter in audit.mail("officer_requested")] == ["sm_sqa"]
