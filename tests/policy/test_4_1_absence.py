"""Sections 4.1 and 4.2: an absence that arises after issue, and what becomes of the months."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from engine.errors import NotAllowed
from handlers.absences.leaving import hand_on
from handlers.absences.months import Judged, months_between, period, route
from handlers.absences.tables import AbsenceReport, Dispensation
from handlers.directory.tables import Absence, Person, PersonRole
from tests.policy.one_audit import OneAudit

OneAuditOpens = Callable[..., OneAudit]
SICK = {"reason": "sickness", "starts_on": "2026-12-02", "ends_on": "2027-01-29"}
WHOLE = {"whole": "yes", "agreed": "yes"}


def report(here: OneAudit, by: str, **told: Any) -> None:
    who = {"who": "me"} if by == "auditor" else {"who": "other", "person": "auditor"}
    here.play({"request": "absence", "by": by, "answers": {**WHOLE, **SICK, **who, **told}})


def decided(here: OneAudit) -> list[tuple[str, str, str]]:
    rows = [(row.month, row.outcome, row.by) for row in here.rows(Dispensation)]
    return sorted(rows)


@pytest.mark.parametrize("by", ["auditor", "service_manager", "miu"])
def test_r33_the_person_their_manager_or_management_information_reports(
    one_audit: OneAuditOpens, by: str
) -> None:
    here = one_audit()
    report(here, by)
    assert here.task("discount_auditor").candidate_group == "miu"
    [row] = here.rows(AbsenceReport)
    assert (row.person_id, row.reason, row.by) == ("auditor", "sickness", by)


def test_r33_nobody_else_reports_it_and_social_workers_are_not_asked(
    one_audit: OneAuditOpens,
) -> None:
    here = one_audit()
    report(here, "assistant_director")
    assert here.task("put_report_right").candidate_group == "miu"
    with pytest.raises(NotAllowed):
        report(here, "social_worker")


def test_r34_after_issue_no_threshold_holds(one_audit: OneAuditOpens) -> None:
    here = one_audit()
    report(here, "auditor", ends_on="2026-12-02")
    here.play({"submit": "discount_auditor", "by": "miu", "answers": {"audits": ["the audit"]}})
    assert here.audit().state == "discounted"
    assert decided(here) == [("2026-12", "discounted", "miu")]


def test_r35_later_months_are_excused_as_management_information_says(
    one_audit: OneAuditOpens,
) -> None:
    here = one_audit()
    report(here, "service_manager", ends_on="2027-03-31")
    offered = here.task("discount_auditor").details["context"]["months"]
    assert [one["label"] for one in offered] == ["January 2027", "February 2027", "March 2027"]
    answers = {"audits": ["the audit"], "months": ["2027-01", "2027-03"]}
    here.play({"submit": "discount_auditor", "by": "miu", "answers": answers})
    assert [month for month, _, _ in decided(here)] == ["2026-12", "2027-01", "2027-03"]


def test_r35_who_is_back_sooner_is_excused_no_longer(one_audit: OneAuditOpens) -> None:
    here = one_audit(issued=False)
    report(here, "service_manager", starts_on="2027-01-04", ends_on="2027-03-31")
    here.go("2027-03-17 08:00")
    here.do("back_as_planned", back="no", ends_on="2027-02-26")
    lifted = {row.month: row.lifted_at is not None for row in here.rows(Dispensation)}
    assert lifted == {"2027-01": False, "2027-02": False, "2027-03": True}


def test_r34_a_submitted_audit_is_not_ended_by_an_absence(one_audit: OneAuditOpens) -> None:
    here = one_audit()
    here.stage_1()
    report(here, "auditor")
    assert "discount_auditor" not in here.waiting()
    assert decided(here) == [("2026-12", "dispensed", "system"), ("2027-01", "dispensed", "system")]


def test_r36_a9_without_the_head_management_information_decides(
    one_audit: OneAuditOpens,
) -> None:
    here = one_audit(issued=False)
    with here.database.write() as session:
        session.get_one(Person, ("main", "head_of_qa")).active = False
    report(here, "auditor", reason="other", starts_on="2027-01-04")
    task = here.task("decide_dispensation")
    assert (task.assignee, task.candidate_group) == (None, "miu")


def test_r36_a9_while_the_head_is_away_management_information_decides(
    one_audit: OneAuditOpens,
) -> None:
    here = one_audit(issued=False)
    today = here.clock.now().date()
    with here.database.write() as session:
        session.add(
            Absence(tenant_id="main", person_id="head_of_qa", reason="annual_leave",
                    starts_on=today, ends_on=today)
        )  # fmt: skip
    report(here, "auditor", reason="other", starts_on="2027-01-04")
    assert here.task("decide_dispensation").assignee is None


def test_r36_two_people_in_the_one_post_are_asked_once(one_audit: OneAuditOpens) -> None:
    here = one_audit(issued=False)
    with here.database.write() as session:
        session.add(
            Person(tenant_id="main", id="deputy", name="Zoe Deputy", email="z@example.org",
                   working_week=[1, 1, 1, 1, 1, 0, 0], active=True)
        )  # fmt: skip
        session.add(PersonRole(tenant_id="main", person_id="deputy", role="head_of_qa", scope=""))
    report(here, "auditor", reason="other", starts_on="2027-01-04")
    assert here.task("decide_dispensation").assignee == "head_of_qa"


def test_r34_an_auditor_who_left_is_put_to_management_information_once(
    one_audit: OneAuditOpens,
) -> None:
    here = one_audit()
    with here.database.write() as session:
        session.get_one(Person, ("main", "auditor")).active = False
    assert hand_on(here.engine, by="miu") == ["auditor"]
    assert hand_on(here.engine, by="miu") == []
    here.play({"submit": "discount_auditor", "by": "miu", "answers": {"audits": ["the audit"]}})
    assert here.audit().state == "discounted"
    told = {letter.recipient for letter in here.mail("dispensation_granted")}
    assert told == {"miu", "service_manager"}
    assert hand_on(here.engine, by="miu") == []


def test_no_reason_stands_in_a_letter(one_audit: OneAuditOpens) -> None:
    here = one_audit(issued=False)
    report(here, "auditor", starts_on="2027-01-04")
    letters = here.mail("dispensation_granted")
    assert {letter.recipient for letter in letters} == {"auditor", "service_manager"}
    assert not [letter for letter in letters if "ick" in letter.body]


def test_months_and_what_comes_first() -> None:
    assert months_between(date(2026, 11, 30), date(2027, 2, 1), 12) == [
        "2026-11", "2026-12", "2027-01", "2027-02",
    ]  # fmt: skip
    assert len(months_between(date(2026, 1, 1), date(2036, 1, 1), 12)) == 12
    assert months_between(date(2027, 1, 1), date(2026, 12, 1), 12) == []
    assert period(["2027-03", "2026-12"]) == "December 2026 to March 2027"
    said = [Judged("2026-12", word, "") for word in ("available", "refer", "discount")]
    assert [route(said), route(said[:2]), route(said[:1]), route([])] == [
        "discount", "refer", "available", "decided",
    ]  # fmt: skip
