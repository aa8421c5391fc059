"""Sections 2 and 4.2 to 4.8: somebody leaves in the middle; the policy is silent on what follows.

Who has not submitted is discounted or replaced (4.1, R33, R34). What was theirs after that is
carried on by another, in their place: a decision recorded in the list of changes.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engine.errors import NotAllowed
from engine.tables import History, UserTask
from handlers.absences.tables import AbsenceReport
from handlers.directory.tables import Person
from handlers.leavers.tables import Handover
from handlers.records.audits import Audit
from handlers.records.progress import where_it_is
from handlers.scenarios.audits.council import TENANT
from handlers.scenarios.audits.programme import manage
from tests.policy.one_audit import OneAudit

OneAuditOpens = Callable[..., OneAudit]


def leave(here: OneAudit, *people: str) -> None:
    """An extract says that these do not work here any more."""
    here.play({"directory": {"gone": list(people)}})


def asked(here: OneAudit) -> dict[str, tuple[str | None, str | None]]:
    """By the part that somebody had: the person and the group who decide who carries on."""
    found = [row for row in here.open() if row.element_id == "decide_who"]
    return {row.details["context"]["part"]: (row.assignee, row.candidate_group) for row in found}


def silent(here: OneAudit) -> list[str]:
    """User tasks with somebody who has left that nobody carries on, and nobody is asked about."""
    gone = {one.id for one in here.rows(Person, active=False)}
    kept = {(one.person, one.matter) for one in here.rows(Handover)}
    away = {one.person_id for one in here.rows(AbsenceReport)}
    return [
        f"{row.element_id} of {row.assignee}"
        for row in here.open()
        if row.assignee in gone
        and (row.assignee, row.business_key) not in kept
        and not (row.assignee in away and row.process_key == "case_audit")
    ]


def choose(here: OneAudit, person: str | None, by: str = "miu") -> None:
    """Say who carries on, or that nobody needs to."""
    told = {"decision": "person", "person": person} if person else {"decision": "nobody"}
    here.do("decide_who", by=by, **told)


def test_r36_everybody_with_a_part_in_moderation_leaves_and_nothing_stands_still(
    one_audit: OneAuditOpens,
) -> None:
    here = one_audit()
    here.to_officer()
    leave(here, "auditor", "reviewer", "officer", "social_worker")
    assert asked(here) == {
        "auditor": (None, "miu"),
        "reviewer": (None, "miu"),
        "officer": ("sm_sqa", "miu"),
    }
    assert here.rows(AbsenceReport) == silent(here) == []
    leave(here)  # another extract asks nothing again
    assert len(asked(here)) == len(here.rows(Handover, decided_at=None)) == 3


def test_r33_before_they_submit_they_are_discounted_or_replaced_and_nobody_carries_on(
    one_audit: OneAuditOpens,
) -> None:
    here = one_audit()
    leave(here, "auditor", "reviewer", "social_worker")
    assert [row.element_id for row in here.open() if row.candidate_group == "miu"] == [
        "discount_auditor",
        "discount_auditor",
    ]
    assert asked(here) == {}
    [reflection] = here.rows(Handover)
    assert (reflection.part, reflection.carried_on_by, reflection.decided_by) == (
        "social_worker",
        None,
        "system",
    )


def test_r34_whom_nobody_discounts_somebody_carries_on_for_and_the_stage_says_who_wrote_it(
    one_audit: OneAuditOpens,
) -> None:
    here = one_audit(clock=True)
    here.begin()
    leave(here, "auditor")
    here.do("discount_auditor", by="miu", audits=[], reviews=[], months=[])
    here.go("2026-11-25 08:01")
    choose(here, "service_manager")
    leave(here)  # another extract does not ask about the absence again
    assert [row.process_key for row in here.open()] == ["case_audit"]
    here.do("audit_case", by="service_manager")
    assert (here.record(1).by, here.audit().auditor) == ("service_manager", "auditor")
    assert [row.assignee for row in here.own() if row.element_id == "review_case"] == ["reviewer"]


def test_r87_who_names_officers_names_another_and_management_information_where_nobody_does(
    one_audit: OneAuditOpens,
) -> None:
    here = one_audit()
    here.to_officer()
    here.play({"leave": "sm_sqa"})
    leave(here, "officer")
    assert asked(here) == {"officer": (None, "miu")}


def test_r84_who_carries_on_sees_the_audit_as_the_auditor_did_and_the_history_says_for_whom(
    one_audit: OneAuditOpens,
) -> None:
    here = one_audit()
    here.to_discussion()
    with pytest.raises(NotAllowed):
        here.engine.complete(here.task("record_discussion").id, {}, by="service_manager", seen=1)
    leave(here, "auditor")
    choose(here, "service_manager")
    with here.database.read() as session:
        told = where_it_is(session, session.get_one(Audit, (TENANT, here.audit_id)))
    assert "is with Dev Anand, for Amina Okoro, who has left, due" in told[0]
    here.do("record_discussion", by="service_manager", agreed="yes", supervision_changes="no")
    lines = [one for one in here.rows(History) if one.detail.get("for")]
    assert {(one.element_id, one.by, one.detail["for"]) for one in lines} == {
        ("record_discussion", "service_manager", "auditor")
    }
    assert here.mail("work_handed_on")[0].recipient == "service_manager"


def test_r13_nobody_carries_on_who_has_a_part_already_nor_gets_one_later(
    one_audit: OneAuditOpens,
) -> None:
    here = one_audit(more_reviewers=["second_officer"])
    here.to_discussion()
    with here.database.write() as session:  # the new manager of the team is the reviewer
        manage(session, "reviewer", "team")
    leave(here, "auditor")
    offered = [one["value"] for one in here.task("decide_who").details["context"]["people"]]
    assert offered == ["service_manager", "assistant_director"]


def test_r36_who_carries_on_and_leaves_too_is_followed_and_who_returns_is_themselves_again(
    one_audit: OneAuditOpens,
) -> None:
    here = one_audit()
    here.to_discussion()
    leave(here, "auditor")
    choose(here, "service_manager")
    leave(here, "service_manager")
    assert asked(here) == {"auditor": (None, "miu")}
    choose(here, "assistant_director")
    covering = here.engine.context.covering_of
    assert covering("assistant_director").everybody == {"auditor"}
    with here.database.write() as session:
        session.get_one(Person, (TENANT, "auditor")).active = True
    assert covering("assistant_director").everybody == frozenset()


def test_r36_what_somebody_took_from_a_role_is_for_the_role_again(
    one_audit: OneAuditOpens,
) -> None:
    here = one_audit(more_reviewers=["second_officer"], shared={"miu": "miu_2"})
    here.to_officer()
    leave(here, "officer", "auditor")
    task = next(row for row in here.open() if row.candidate_group == "miu")
    here.engine.claim(task.id, by="miu")
    leave(here, "miu")
    assert [row.assignee for row in here.rows(UserTask, id=task.id)] == [None]
    assert [one.kind for one in here.rows(History, task_id=task.id)][-1] == "unclaimed"


def test_r36_what_is_about_no_audit_goes_to_who_answers_for_the_person(
    one_audit: OneAuditOpens,
) -> None:
    here = one_audit(issued=False)
    unknown = {"action": "set", "scope": "one", "audit": "AUD-2001-01-001"}
    here.play({"request": "retention", "by": "head_of_qa", "answers": unknown})
    leave(here, "head_of_qa")
    assert asked(here) == {"other": (None, "miu")}
    context = here.task("decide_who").details["context"]
    assert context["reference"] == here.task("correct_reference").name
    above = context["people"][0]["value"]
    choose(here, above)
    here.do("correct_reference", by=above, **unknown)
    assert [one.element_id for one in here.rows(UserTask, completed_by=above)] == [
        "correct_reference"
    ]


def test_r36_nobody_need_carry_on_where_management_information_says_so(
    one_audit: OneAuditOpens,
) -> None:
    here = one_audit()
    here.stage_1()
    leave(here, "auditor")
    choose(here, None)
    leave(here)
    [row] = here.rows(Handover)
    assert (row.carried_on_by, row.decided_by, asked(here)) == (None, "miu", {})


def test_r36_it_is_looked_again_every_working_day(one_audit: OneAuditOpens) -> None:
    here = one_audit(clock=True)
    here.stage_1()
    with here.database.write() as session:  # said on a page of Access, not by an extract
        session.get_one(Person, (TENANT, "auditor")).active = False
    here.go("2026-11-25 08:01")
    assert asked(here) == {"auditor": (None, "miu")}
