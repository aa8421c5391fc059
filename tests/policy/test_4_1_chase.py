"""Section 4.1: halfway through the month, who is told of whom, and who is asked why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from handlers.caseload.tables import ChildCase
from handlers.chase.due import Due
from handlers.chase.lists import lists
from handlers.chase.tables import LateAudit
from handlers.directory.above import Managers
from handlers.directory.tables import Person, Team
from handlers.records.audits import Audit
from tests.policy.one_audit import OneAudit

OneAuditOpens = Callable[..., OneAudit]
ROWS = [
    {"role": "service_manager", "scope": "own"},
    {"role": "assistant_director", "scope": "held_for"},
    {"role": "miu", "scope": "all"},
]
HOLD = {
    "service_manager": [("sm_north", ""), ("sm_south", "")],
    "assistant_director": [("ad_north", "North"), ("ad_south", "South")],
    "miu": [("miu", "")],
}
EVERYBODY = frozenset(person for held in HOLD.values() for person, _ in held)
MANAGERS = Managers(EVERYBODY, HOLD["assistant_director"])


def team(area: str, manager: str | None) -> Team:
    return Team(
        tenant_id="main", id=f"team {area}", name=f"Team {area}", kind="district", area=area,
        district=f"District {area}", service_manager=manager, in_programme=True,
    )  # fmt: skip


def due(auditor: str, of: Team, *, manager: str | None = None, submitted: bool = False) -> Due:
    return Due(uuid4(), f"AUD {auditor}", auditor, auditor.title(), of, manager, submitted)


def told(*found: Due) -> dict[str, list[str]]:
    given = lists(ROWS, lambda role: HOLD[role], found, MANAGERS)
    return {reader: [one.auditor for one in theirs] for reader, theirs in given.items()}


def test_r30_a16_each_is_told_of_their_own_and_management_information_of_all() -> None:
    north, south = team("North", "sm_north"), team("South", "sm_south")
    assert told(due("anna", north), due("ben", south)) == {
        "sm_north": ["anna"],
        "sm_south": ["ben"],
        "ad_north": ["anna"],
        "ad_south": ["ben"],
        "miu": ["anna", "ben"],
    }


def test_r30_a16_who_has_no_service_manager_is_on_the_directors_list() -> None:
    assert told(due("anna", team("North", None))) == {"ad_north": ["anna"], "miu": ["anna"]}


def test_r30_who_is_in_several_rows_is_told_once() -> None:
    one = due("anna", team("North", "sm_north"), manager="sm_north")
    assert told(one)["sm_north"] == ["anna"]


@pytest.mark.parametrize(
    ("line_manager", "of_team", "area", "asked"),
    [
        ("sm_south", "sm_north", "North", "sm_south"),
        (None, "sm_north", "North", "sm_north"),
        ("gone", "sm_north", "North", "sm_north"),
        ("gone", "gone", "North", "ad_north"),
        ("auditor", None, "South", "ad_south"),
        (None, None, "East", None),
    ],
)
def test_r31_a17_the_line_manager_is_asked_or_who_stands_in(
    line_manager: str | None, of_team: str | None, area: str, asked: str | None
) -> None:
    assert MANAGERS.of("auditor", line_manager, team(area, of_team)) == asked


def late(one_audit: OneAuditOpens, **given: object) -> OneAudit:
    here = one_audit(**given)
    here.go("2026-12-15 08:00")
    here.play({"begin": "mid_month_chase", "variables": {"month": "2026-12"}})
    return here


def test_r31_r32_reason_and_support_are_kept_as_codes(one_audit: OneAuditOpens) -> None:
    here = late(one_audit)
    here.do(
        "give_reason_and_support",
        reason="record", support=["help"], absent="no", expected_on="2026-12-18",
    )  # fmt: skip
    [row] = here.rows(LateAudit)
    assert (row.reason, row.support, row.absent) == ("record", ["help"], False)
    assert (row.manager, row.answered_by) == ("service_manager", "service_manager")


def test_r31_without_anybody_above_management_information_is_asked(
    one_audit: OneAuditOpens,
) -> None:
    here = one_audit()
    with here.database.write() as session:
        session.get_one(Team, ("main", "team")).service_manager = None
        session.get_one(Person, ("main", "assistant_director")).active = False
    here.go("2026-12-15 08:00")
    here.play({"begin": "mid_month_chase", "variables": {"month": "2026-12"}})
    task = here.task("give_reason_and_support")
    assert (task.assignee, task.candidate_group) == (None, "miu")


def test_r30_a16_a_case_that_moved_leaves_its_auditor_with_their_own_managers(
    one_audit: OneAuditOpens,
) -> None:
    here = one_audit()
    with here.database.write() as session:
        session.add(team("Elsewhere", "miu"))
        session.execute(update(ChildCase).values(team_id="team Elsewhere"))
    here.go("2026-12-15 08:00")
    here.play({"begin": "mid_month_chase", "variables": {"month": "2026-12"}})
    readers = {letter.recipient for letter in here.mail("chase_list")}
    assert {"service_manager", "assistant_director"} <= readers
    assert here.task("give_reason_and_support").assignee == "service_manager"


def test_r30_a_discounted_audit_is_on_no_list(one_audit: OneAuditOpens) -> None:
    here = one_audit()
    here.play({"offer": "auditor_discounted", "by": "miu", "answers": {"reason": "sickness"}})
    here.go("2026-12-15 08:00")
    here.play({"begin": "mid_month_chase", "variables": {"month": "2026-12"}})
    assert not here.mail("chase_list")
    assert not here.mail("chase_complete")


def test_r30_the_names_stand_in_the_letter_and_not_in_its_subject(
    one_audit: OneAuditOpens,
) -> None:
    [letter] = late(one_audit).mail("chase_list", recipient="service_manager")
    assert "Amina Okoro, Team 1" in letter.body
    assert letter.subject == "Case file audits of December 2026: not yet completed"


def test_r30_three_hundred_names_make_one_letter_for_each_reader() -> None:
    north = team("North", "sm_north")
    many = [replace(due("a", north), auditor=f"a{n}", audit=UUID(int=n)) for n in range(300)]
    assert {reader: len(theirs) for reader, theirs in told(*many).items()} == {
        "sm_north": 300,
        "ad_north": 300,
        "miu": 300,
    }


def another(session: Session, number: int) -> None:
    """One more issued audit of the team, with an auditor of its own."""
    person, case = f"manager_{number}", f"L9-{number:07}"
    session.add(
        Person(tenant_id="main", id=person, name=f"Manager {number}", email=f"{person}@example.org",
               team_id="team", line_manager=None, working_week=[1, 1, 1, 1, 1, 0, 0], active=True)
    )  # fmt: skip
    session.add(
        ChildCase(tenant_id="main", id=case, initials="C.D.", team_id="team", social_worker=None,
                  opened_on=date(2026, 2, 10), allocated_on=None, child_in_need=True,
                  child_protection=False, in_care=False, care_leaver=False, iro=None,
                  cp_chair=None, family_id=None, previous_workers=[], restricted=False,
                  last_audited_on=None, is_open=True)
    )  # fmt: skip
    session.add(
        Audit(tenant_id="main", id=uuid4(), reference=f"AUD-2026-12-{number:03}", month="2026-12",
              case_id=case, auditor=person, reviewer="reviewer", category="CIN", state="issued",
              issued_at=datetime(2026, 11, 24, 8, tzinfo=UTC))
    )  # fmt: skip


def test_r31_of_120_late_audits_each_has_its_question_once(one_audit: OneAuditOpens) -> None:
    audit = one_audit()
    with audit.database.write() as session:
        for number in range(2, 121):
            another(session, number)
    audit.play({"travel": "2026-12-15 08:00"})
    for _ in range(2):
        audit.play({"begin": "mid_month_chase", "variables": {"month": "2026-12"}})
    asked = [row for row in audit.open() if row.element_id == "give_reason_and_support"]
    assert len(asked) == len({row.instance_id for row in asked}) == 120
    assert {row.assignee for row in asked} == {"service_manager"}
    assert len(audit.rows(LateAudit)) == 120
