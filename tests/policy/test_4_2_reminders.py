"""Section 4.2: reminders every 10 working days until the work is submitted (R38, R39)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest

from engine import queries
from engine.bundle import Bundle
from handlers.absences.tables import AbsenceReport
from handlers.directory.tables import Absence
from tests.policy.one_audit import ADDRESS, TENANT, OneAudit
from tests.policy.owner import with_cell

Issue = Callable[..., OneAudit]
# Bank holidays of England as published for the months of these stories.
BANK_HOLIDAYS = {
    *("2026-12-25", "2026-12-28", "2027-01-01", "2027-03-26", "2027-03-29"),
    *("2027-05-03", "2027-05-31", "2027-08-30", "2027-12-27", "2027-12-28"),
}
AT_EIGHT = ["2026-12-08 08:00", "2026-12-22 08:00", "2027-01-08 08:00", "2027-01-22 08:00"]


def working(day: date) -> bool:
    return day.weekday() < 5 and day.isoformat() not in BANK_HOLIDAYS


def working_days(start: date, end: date) -> int:
    """Counted here again, day by day: those after `start` up to and including `end`."""
    return sum(working(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))


def dates(stamps: list[str]) -> list[date]:
    return [datetime.fromisoformat(stamp).date() for stamp in stamps]


def under_review(audit: OneAudit) -> None:
    """Stage 1 is submitted on Thursday 3 December at four o'clock."""
    audit.go("2026-12-01 11:00")
    audit.do("reflect")
    audit.do("give_case_details", **audit.details())
    audit.go("2026-12-03 16:00")
    audit.play({"submit": "audit_case"})


@pytest.mark.parametrize("reported", [False, True])
def test_r38_a21_while_the_auditor_is_away_the_days_count_and_nothing_is_sent(
    one_audit: Issue, reported: bool
) -> None:
    audit = one_audit()
    away = {"starts_on": date(2026, 12, 14), "ends_on": date(2027, 1, 8), "reason": "sickness"}
    more = {"share": 100, "source": "report", "by": "auditor", "at": audit.clock.now(),
            "instance_id": uuid4(), "activity_key": "away"}  # fmt: skip
    with audit.database.write() as session:
        row = AbsenceReport(**away, **more) if reported else Absence(**away)
        row.tenant_id, row.person_id = TENANT, "auditor"
        session.add(row)
    audit.go("2027-01-22 12:00")
    assert audit.sent_at("reminder_auditor") == [AT_EIGHT[0], AT_EIGHT[3]]


def test_r38_the_auditor_is_reminded_over_christmas(one_audit: Issue) -> None:
    audit = one_audit()
    audit.go("2027-01-22 12:00")
    assert audit.sent_at("reminder_auditor") == AT_EIGHT
    assert {letter.recipient for letter in audit.mail("reminder_auditor")} == {"auditor"}


def test_r39_the_reviewer_is_reminded_from_the_day_of_the_request(one_audit: Issue) -> None:
    audit = one_audit()
    under_review(audit)
    audit.go("2027-01-20 12:00")
    expected = ["2026-12-17 08:00", "2027-01-05 08:00", "2027-01-19 08:00"]
    assert audit.sent_at("reminder_reviewer") == expected
    assert {letter.recipient for letter in audit.mail("reminder_reviewer")} == {"reviewer"}
    assert audit.sent_at("reminder_auditor") == []


def test_r38_never_on_a_day_that_is_not_worked_and_always_ten_apart(one_audit: Issue) -> None:
    audit = one_audit()
    audit.go("2027-11-30 12:00")
    sent = dates(audit.sent_at("reminder_auditor"))
    assert len(sent) >= 25
    assert [day for day in sent if not working(day)] == []
    since = [date(2026, 11, 24), *sent]
    assert {working_days(a, b) for a, b in zip(since, sent, strict=False)} == {10}


def test_a_month_issued_on_a_bank_holiday_counts_from_it_all_the_same(one_audit: Issue) -> None:
    audit = one_audit(at="2026-12-28 08:00")
    audit.go("2027-01-12 12:00")
    assert audit.sent_at("reminder_auditor") == ["2027-01-12 08:00"]


def test_r38_the_day_of_the_reminder_is_the_last_moment_to_submit_without_one(
    one_audit: Issue,
) -> None:
    audit = one_audit()
    audit.begin()
    audit.go("2026-12-08 07:59")
    audit.play({"submit": "audit_case"})
    audit.go("2026-12-24 07:59")
    assert audit.mail("reminder_auditor") == []
    assert audit.sent_at("reminder_reviewer") == ["2026-12-22 08:00"]


def test_r39_reminders_stop_when_the_review_is_submitted(one_audit: Issue) -> None:
    audit = one_audit()
    under_review(audit)
    audit.go("2026-12-18 09:00")
    audit.stage_2()
    audit.go("2027-03-01 09:00")
    assert audit.sent_at("reminder_reviewer") == ["2026-12-17 08:00"]
    assert audit.status() == "completed"


def test_r33_r34_reminders_stop_when_the_auditor_is_discounted(one_audit: Issue) -> None:
    audit = one_audit()
    audit.go("2026-12-09 09:00")
    audit.play({"message": "auditorDiscounted"})
    audit.go("2027-03-01 09:00")
    assert audit.sent_at("reminder_auditor") == AT_EIGHT[:1]
    assert audit.sent_at("reviewer_released") == ["2026-12-09 09:00"]


@pytest.mark.parametrize("stage", [1, 2])
def test_r36_reminders_stop_when_the_audit_is_cancelled(one_audit: Issue, stage: int) -> None:
    audit = one_audit()
    if stage == 2:
        under_review(audit)
    audit.go("2026-12-18 09:00")
    before = len(audit.mail())
    audit.play({"message": "auditCancelled"})
    audit.go("2027-03-01 09:00")
    assert (len(audit.mail()), audit.status()) == (before, "completed")
    assert audit.audit().state == "cancelled"


def test_one_reminder_and_no_burst_after_three_weeks_without_a_server(one_audit: Issue) -> None:
    audit = one_audit()
    audit.go("2026-12-07 18:00")
    audit.outage("2026-12-29 10:00")
    assert audit.sent_at("reminder_auditor") == ["2026-12-29 10:00"]
    audit.go("2027-01-22 12:00")
    assert audit.sent_at("reminder_auditor") == ["2026-12-29 10:00", *AT_EIGHT[2:]]


@pytest.mark.parametrize(
    ("back", "leaves"),
    [("2027-01-02 11:00", "2027-01-04 08:00"), ("2026-12-28 11:00", "2026-12-29 08:00")],
)
def test_a_reminder_that_is_made_up_for_waits_for_a_day_that_is_worked(
    one_audit: Issue, back: str, leaves: str
) -> None:
    audit = one_audit()
    audit.go("2026-12-07 18:00")
    audit.outage(back)
    audit.go("2027-01-22 12:00")
    assert audit.sent_at("reminder_auditor") == [leaves, *AT_EIGHT[2:]]


def test_the_reviewers_reminder_keeps_to_working_days_too(one_audit: Issue) -> None:
    audit = one_audit()
    under_review(audit)
    audit.outage("2026-12-19 11:00")
    assert audit.sent_at("reminder_reviewer") == []
    audit.go("2027-01-05 12:00")
    assert audit.sent_at("reminder_reviewer") == ["2026-12-21 08:00", "2027-01-05 08:00"]


def test_a_reminder_that_waited_for_monday_is_not_sent_when_all_is_done(one_audit: Issue) -> None:
    audit = one_audit()
    under_review(audit)
    audit.outage("2026-12-19 11:00")
    audit.stage_2("good")
    audit.go("2027-01-05 12:00")
    assert audit.sent_at("reminder_reviewer") == []


def test_a_reminder_changes_neither_the_user_task_nor_the_draft(one_audit: Issue) -> None:
    audit = one_audit()
    audit.begin()
    task, words = audit.task("audit_case"), {"s1": {"s1_1": "partly", "s1_1_comment": "half a"}}
    audit.engine.save_draft(task.id, words, {"page": "s1"}, by="auditor")
    audit.go("2027-01-22 12:00")
    assert audit.sent_at("reminder_auditor") == AT_EIGHT
    after = audit.task("audit_case")
    assert (after.id, after.version, after.due_at) == (task.id, task.version, task.due_at)
    with audit.database.read() as session:
        draft = queries.draft(session, TENANT, task.id, "auditor")
    assert draft is not None
    assert (draft.answers, draft.marks) == (words, {"page": "s1"})


def test_a_reminder_leads_its_reader_to_the_work(one_audit: Issue) -> None:
    audit = one_audit()
    audit.begin()
    audit.go("2026-12-08 12:00")
    [letter] = audit.mail("reminder_auditor")
    assert f"{ADDRESS}/tasks/{audit.task('audit_case').id}" in letter.body
    assert "31 December 2026" in letter.subject
    assert "issued on 24 November 2026" in letter.body


DAYS = "reminders_rule_1_output_2"


def test_the_owner_may_remind_three_times_at_most(one_audit: Issue, bundle: Bundle) -> None:
    audit = one_audit(using=with_cell(bundle, "reminders", "reminders_rule_1_output_3", "3"))
    audit.go("2027-03-01 12:00")
    assert audit.sent_at("reminder_auditor") == AT_EIGHT[:3]


def test_the_owner_may_switch_the_reminders_of_a_role_off(one_audit: Issue, bundle: Bundle) -> None:
    audit = one_audit(using=with_cell(bundle, "reminders", "reminders_rule_1_input_1", "false"))
    audit.go("2027-01-22 12:00")
    assert audit.sent_at("reminder_auditor") == []
    assert "You will be reminded" not in audit.mail("issue_auditor")[0].body


def test_the_owner_may_remind_every_five_working_days(one_audit: Issue, bundle: Bundle) -> None:
    audit = one_audit(using=with_cell(bundle, "reminders", DAYS, "5"))
    audit.go("2026-12-16 12:00")
    assert [f"{day:%d %b}" for day in dates(audit.sent_at("reminder_auditor"))] == [
        "01 Dec",
        "08 Dec",
        "15 Dec",
    ]
    assert "every 5 working days" in audit.mail("reminder_auditor")[0].body


def test_an_audit_keeps_the_ten_days_it_began_with(one_audit: Issue, bundle: Bundle) -> None:
    audit = one_audit()
    audit.engine.deploy(with_cell(bundle, "reminders", DAYS, "5"), by="owner")
    audit.begin()
    audit.go("2026-12-22 12:00")
    assert audit.sent_at("reminder_auditor") == AT_EIGHT[:2]
    assert "every 10 working days" in audit.mail("reminder_auditor")[0].body
