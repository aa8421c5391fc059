"""Section 4.7: what follows an inadequate grade (R115 to R120, A30, A35b, A35c)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from engine import tables
from engine.bundle import Bundle
from handlers.directory.tables import PersonRole
from handlers.follow_ups.tables import FollowUp
from handlers.scenarios.audits.council import TENANT
from tests.policy.one_audit import OneAudit
from tests.policy.owner import switched_on, with_setting
from tests.processes.deciding import Decide, decide

__all__ = ["decide"]

Issue = Callable[..., OneAudit]
STEPS = [{"step": "Plan with the family.", "owner": "team_manager", "due": "2027-06-01"}]


def graded(audit: OneAudit, grade: str = "inadequate", stage: int = 1) -> None:
    """Somebody grades the case so at a stage."""
    kind = "gradedInadequateCritical" if grade == "inadequate_critical" else "gradedInadequate"
    audit.report(kind, {"stage": stage, "grade": grade}, {})
    audit.work()


def plan(audit: OneAudit, review_on: str) -> None:
    """The Service Manager opens a plan."""
    audit.do("open_plan", review_on=review_on, steps=STEPS)


@pytest.mark.parametrize(
    ("graded_at", "passed_on"),
    [
        ("2026-12-01 09:00", "2026-12-02 17:00"),
        ("2026-12-04 16:00", "2026-12-07 17:00"),
        ("2026-12-24 09:00", "2026-12-29 17:00"),
    ],
)
def test_r115_an_officer_within_a_working_day_or_it_passes_on(
    one_audit: Issue, graded_at: str, passed_on: str
) -> None:
    audit = one_audit(issued=False, at=graded_at)
    graded(audit, "inadequate_critical")
    assert [one.recipient for one in audit.mail("critical_graded")] == ["sm_sqa"]
    assert audit.task("assign_officer").assignee == "sm_sqa"
    audit.go("2026-12-31 12:00")
    assert set(audit.sent_at("critical_unassigned")) == {passed_on}
    assert audit.task("assign_instead").assignee == "head_of_qa"


def test_r115_officers_with_a_conflict_are_not_in_the_list(one_audit: Issue) -> None:
    audit = one_audit(issued=False)
    graded(audit, "inadequate_critical")
    offered = audit.task("assign_officer").details["context"]["officers"]
    assert [one["value"] for one in offered] == ["officer", "sm_sqa"]


def test_a30_the_first_critical_grade_begins_it_and_later_ones_join_it(one_audit: Issue) -> None:
    audit = one_audit(issued=False)
    for stage in (1, 2, 3):
        graded(audit, "inadequate_critical", stage)
    assert audit.processes() == {"inadequate_critical": ["active"]}
    assert len(audit.rows(FollowUp)) == 1


def test_r117_each_action_is_with_its_owner_until_its_own_date(one_audit: Issue) -> None:
    audit = one_audit(issued=False, at="2026-12-01 09:00")
    graded(audit, "inadequate_critical")
    audit.do("assign_officer", officer="officer")
    audit.do("confirm_grading", confirmed="yes")
    due = {"auditor": "2026-12-02", "assistant_director": "2026-12-04"}
    audit.do("agree_actions", actions=[
        {"action": "See the child.", "owner": who, "due": day} for who, day in due.items()
    ])  # fmt: skip
    assert {one.assignee for one in audit.open()} == set(due)
    audit.go("2026-12-03 12:00")
    assert sorted(one.recipient for one in audit.mail("critical_action_late")) == [
        "auditor", "officer"
    ]  # fmt: skip


def test_r116_not_confirmed_is_a_recommendation_and_asks_for_nothing(one_audit: Issue) -> None:
    audit = one_audit(issued=False)
    graded(audit, "inadequate_critical")
    audit.do("assign_officer", officer="officer")
    audit.do("confirm_grading", confirmed="no")
    assert audit.waiting() == []
    [row] = audit.rows(FollowUp)
    assert row.outcome == "not_confirmed"
    assert audit.audit().final_overall is None


@pytest.mark.parametrize("grade", ["inadequate", "inadequate_critical"])
def test_a35b_both_inadequate_grades_call_for_improvement(decide: Decide, grade: str) -> None:
    assert "improvement" in decide("grade_route", grades=["good", grade])
    assert "improvement" not in decide("grade_route", grades=[grade, "requires_improvement"])


@pytest.mark.parametrize(
    ("graded_at", "plan_at", "escalated"),
    [
        pytest.param("2026-12-01 09:00", "2026-12-01 10:00", "2027-01-04 08:00", id="new year"),
        pytest.param("2027-01-28 09:00", "2027-01-29 10:00", "2027-03-01 08:00", id="short month"),
        pytest.param("2027-04-01 09:00", None, "2027-05-05 08:00", id="no plan at all"),
    ],
)
def test_r120_a_month_from_the_plan_or_from_two_working_days_after_the_grade(
    one_audit: Issue, graded_at: str, plan_at: str | None, escalated: str
) -> None:
    audit = one_audit(issued=False, at=graded_at)
    graded(audit)
    if plan_at:
        audit.go(plan_at)
        plan(audit, graded_at[:8] + "28" if graded_at[5:7] != "01" else "2027-02-15")
    audit.go("2027-05-31 12:00" if plan_at is None else escalated)
    assert audit.sent_at("escalated")[0] == escalated
    assert audit.task("take_up_escalation").assignee == "assistant_director"


def test_a35c_monthly_until_it_is_closed_and_then_never(one_audit: Issue) -> None:
    audit = one_audit(issued=False, at="2026-12-01 09:00")
    graded(audit)
    plan(audit, "2026-12-31")
    audit.go("2027-01-04 12:00")
    audit.do("take_up_escalation", next_review="2027-02-02")
    audit.go("2027-02-02 12:00")
    assert audit.sent_at("escalated") == ["2027-01-04 08:00", "2027-02-02 08:00"]
    audit.do("review_practice", level="requires_improvement", evidence="On the record.")
    assert audit.waiting() == []
    audit.go("2027-06-01 12:00")
    assert len(audit.mail("escalated")) == 2
    [row] = audit.rows(FollowUp)
    assert (row.level, row.outcome) == ("requires_improvement", "improved")


def test_a35c_to_the_director_from_the_third_month_once_switched_on(
    one_audit: Issue, bundle: Bundle
) -> None:
    stricter = switched_on(bundle, "escalation", "A35c")
    audit = one_audit(with_setting(stricter, "escalation_months", 3), issued=False)
    with audit.database.write() as session:
        session.add(PersonRole(tenant_id=TENANT, person_id="miu", role="director", scope=""))
    graded(audit)
    audit.go("2027-03-01 12:00")
    assert audit.task("take_up_escalation").assignee == "miu"


def test_r118_a_better_grade_may_stand_the_plan_down(one_audit: Issue) -> None:
    audit = one_audit(issued=False)
    graded(audit)
    plan(audit, "2026-12-08")
    assert kinds(audit) == ["improvement"]
    audit.report("improvementGradeChanged", {"grade": "good"}, {})
    audit.work()
    audit.do("stand_down", stand_down="yes")
    assert kinds(audit) == []
    assert audit.processes() == {"improvement": ["completed"]}


def kinds(audit: OneAudit) -> Any:
    """What is open beside the audit, as the audit asks before it sends a message."""
    found = [one.kind for one in audit.rows(FollowUp) if one.closed_at is None]
    assert audit.rows(tables.Incident) == []
    return found
