"""A month is drawn once, whatever happens, and nobody is forgotten."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select

from engine import tables
from engine.errors import NotFound
from engine.facade import Engine
from engine.registry import Registry
from handlers import month
from handlers.directory.districts import of_team
from handlers.month import MonthRefused
from handlers.tables import Audit, AuditMonth, ChildCase, Draw, Person, PersonRole, Team
from tests.handlers.office import MONTH, Office

Opens = Callable[..., Office]


def test_every_available_auditor_gets_an_audit_or_is_listed(office: Opens) -> None:
    here = office()
    started = here.start()
    managers = {row.person_id for row in here.rows(PersonRole, role="team_manager")}
    auditors = {row.auditor for row in here.rows(Audit)}
    assert auditors | set(started.dispensed) | set(started.without_case) == managers
    assert len(started.audits) == len(managers) - len(started.dispensed) - len(started.without_case)
    assert started.without_reviewer == ()
    assert started.issued == started.audits


def test_a_month_started_twice_has_the_same_audits(office: Opens) -> None:
    here = office()
    first, again = here.start(seed=7), here.begin(seed=8)
    assert (again.audits, again.issued, again.seed) == (first.audits, (), 7)
    assert len(here.rows(tables.ProcessInstance, process_key="case_audit")) == len(first.audits)


def test_the_timer_finds_a_month_that_was_begun_by_hand(office: Opens) -> None:
    here = office()
    here.begin()
    here.engine.correlate("monthBegins", MONTH, {"month": MONTH}, by="system")
    found = here.rows(tables.ProcessInstance, process_key="monthly_cycle")
    assert sorted(row.status for row in found) == ["active", "completed"]
    assert len(here.rows(Draw)) == 1


def test_a_cancelled_month_begins_again_with_what_was_drawn(office: Opens) -> None:
    here = office()
    first = here.begin(seed=7)
    stopped = here.row(AuditMonth).instance_id
    here.engine.cancel(stopped, by="admin", reason="Begun with an old extract.")

    again = here.begin(seed=8)

    assert here.row(AuditMonth).instance_id != stopped
    assert (again.audits, again.seed) == (first.audits, 7)
    assert again.waits_for == ("Check and release the list",)
    assert [task.element_id for task in here.tasks()] == ["check_list"]
    assert here.rows(tables.UserTask, instance_id=stopped, state="open") == []


def test_a_month_cancelled_after_the_issue_begins_again_and_issues_nothing_twice(
    office: Opens,
) -> None:
    here = office()
    first = here.start()
    here.engine.cancel(here.row(AuditMonth).instance_id, by="admin", reason="By mistake.")

    again = here.start()

    assert again.issued == first.issued
    assert len(here.rows(tables.ProcessInstance, process_key="case_audit")) == len(first.issued)
    assert here.rows(tables.Incident) == []


def test_nothing_is_issued_before_the_list_is_released(office: Opens) -> None:
    here = office()
    begun = here.begin()
    assert begun.audits
    assert (begun.issued, begun.waits_for) == ((), ("Check and release the list",))
    assert {letter.letter for letter in here.rows(tables.Mail)} <= {"dispensation_granted"}


def test_the_draw_can_be_repeated_from_its_seed(office: Opens) -> None:
    here = office()
    here.begin(seed=11)
    first = here.row(Draw).log
    with here.database.write() as session:
        for row in (*session.scalars(select(Audit)), session.scalars(select(Draw)).one()):
            session.delete(row)
        session.delete(session.scalars(select(AuditMonth)).one())
    here.begin(seed=11)
    assert here.row(Draw).log == first
    given = {row.reference: (row.case_id, row.reviewer) for row in here.rows(Audit)}
    drawn = [line for line in first if line["case"]]
    assert given == {one["reference"]: (one["case"], one["reviewer"]) for one in drawn}


def test_every_audit_names_its_people_and_runs(office: Opens) -> None:
    here = office()
    here.start()
    for audit in here.rows(Audit):
        instance = here.row(tables.ProcessInstance, id=audit.instance_id)
        assert (audit.state, instance.business_key) == ("issued", audit.reference)
        assert len({audit.auditor, audit.reviewer, audit.service_manager}) == 3
        case = here.row(ChildCase, id=audit.case_id)
        assert instance.cohort == of_team(here.row(Team, id=case.team_id))
    assert here.rows(tables.Incident) == []


def test_the_instance_knows_ids_dates_and_categories_only(office: Opens) -> None:
    here = office()
    here.start()
    for audit in here.rows(Audit):
        case = audit.case_id
        for task in here.rows(tables.UserTask, instance_id=audit.instance_id):
            assert case not in str(task.details)


def test_the_start_is_noted_with_who_did_it(office: Opens) -> None:
    here = office()
    here.start(seed=7)
    line = here.row(tables.AuditLog, action="month.start")
    assert (line.by, line.about, line.detail["seed"]) == ("miu", MONTH, 7)


def test_without_a_reviewer_the_head_of_quality_assurance_is_asked(office: Opens) -> None:
    here = office()
    for role in here.rows(PersonRole, role="peer_reviewer")[1:]:
        here.change(Person, role.person_id, active=False)
    started = here.begin()
    assert started.without_reviewer
    assert started.waits_for == ("Resolve pairings",)


@pytest.mark.parametrize("wrong", ["2026-13", "December", "2026-1", "2026-12-01", ""])
def test_what_is_not_a_month_is_refused(office: Opens, wrong: str) -> None:
    with pytest.raises(MonthRefused, match="write it like 2026-12"):
        month.start(office().engine, wrong, by="miu")


def test_an_empty_directory_is_said(office: Opens) -> None:
    here = office()
    for person in here.rows(Person):
        here.change(Person, person.id, active=False)
    with pytest.raises(MonthRefused, match="import the extract first"):
        here.start()
    assert here.rows(Draw) == []


def test_without_a_deployed_process_nothing_is_drawn(office: Opens) -> None:
    here = office()
    empty = Engine(
        here.database,
        Registry(),
        tenant="elsewhere",
        groups_of=lambda person: frozenset(),
        send_mail=lambda mail: "kept",
    )
    with pytest.raises(NotFound):
        month.start(empty, MONTH, by="miu")
