"""What was submitted is kept exactly, once, and with the grades the policy allows."""

from __future__ import annotations

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from engine.errors import Permanent
from handlers.records.fields import digest_of
from handlers.records.freeze import freeze
from handlers.tables import Audit, StageRecord
from tests.handlers.desk import Desk, graded


def test_stage_1_is_kept_with_its_grades_and_a_digest(desk: Desk) -> None:
    answers = graded("requires_improvement", s3="inadequate")
    sent = desk.submit(answers, "auditor")

    given = desk.call(freeze, stage=1, submission=sent, by="auditor")

    record = desk.row(StageRecord)
    assert given == {
        "record": str(record.id),
        "overall": "requires_improvement",
        "supervision": None,
        "version": 1,
    }
    assert record.answers == answers
    assert record.digest == digest_of(answers)
    assert record.section_grades["s3"] == "inadequate"
    assert "s9" not in record.section_grades
    assert desk.row(Audit).state == "stage_1_submitted"


def test_a_retry_keeps_one_record(desk: Desk) -> None:
    sent = desk.submit(graded(), "auditor")
    first = desk.call(freeze, stage=1, submission=sent, by="auditor")
    again = desk.call(freeze, stage=1, submission=sent, by="auditor")
    assert first == again
    assert len(desk.rows(StageRecord)) == 1


def test_a_second_submission_of_a_stage_is_a_new_version(desk: Desk) -> None:
    for number in (1, 2):
        sent = desk.submit(graded(), "auditor")
        given = desk.call(freeze, key=str(number), stage=1, submission=sent, by="auditor")
        assert given["version"] == number


def test_invariant_2_stage_1_never_holds_a_supervision_grade(desk: Desk) -> None:
    sent = desk.submit(graded(supervision="good"), "auditor")
    with pytest.raises(Permanent, match="may not grade their own supervision"):
        desk.call(freeze, stage=1, submission=sent, by="auditor")
    assert desk.rows(StageRecord) == []


def test_invariant_2_stage_2_always_holds_one(desk: Desk) -> None:
    sent = desk.submit(graded(), "reviewer")
    with pytest.raises(Permanent, match="has to grade supervision"):
        desk.call(freeze, stage=2, submission=sent, by="reviewer")


def test_invariant_2_the_database_itself_refuses_it(desk: Desk) -> None:
    sent = desk.submit(graded(), "auditor")
    desk.call(freeze, stage=1, submission=sent, by="auditor")
    with pytest.raises(IntegrityError), desk.database.write() as session:
        session.execute(update(StageRecord).values(supervision="good"))


def test_without_an_overall_grade_nothing_is_kept(desk: Desk) -> None:
    sent = desk.submit({"s1": {"grade": "good"}}, "auditor")
    with pytest.raises(Permanent, match="no overall grade"):
        desk.call(freeze, stage=1, submission=sent, by="auditor")


def test_somebody_elses_form_is_refused(desk: Desk) -> None:
    sent = desk.submit(graded(), "reviewer")
    with pytest.raises(Permanent, match="somebody else"):
        desk.call(freeze, stage=1, submission=sent, by="auditor")


@pytest.mark.parametrize("audit", ["5b0c5b54-0000-4000-8000-000000000000", "AUD-1", ""])
def test_an_audit_that_does_not_exist_is_said(desk: Desk, audit: str) -> None:
    sent = desk.submit(graded(), "auditor")
    desk.audit = audit
    with pytest.raises(Permanent, match="no such audit"):
        desk.call(freeze, stage=1, submission=sent, by="auditor")
