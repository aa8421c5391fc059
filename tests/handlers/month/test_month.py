"""A month is drawn once, whatever happens, and nobody is forgotten."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from engine import tables
from engine.errors import NotFound
from engine.facade import Engine
from engine.registry import Registry
from handlers import month
from handlers.month import MonthRefused
from handlers.month.choose import choose
from handlers.month.rules import Rules
from handlers.tables import Audit, Draw, Person, PersonRole
from tests.handlers.office import MONTH, TENANT, Office

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
    first, again = here.start(seed=7), here.start(seed=8)
    assert again.audits == first.audits
    assert (again.issued, again.seed) == ((), 7)
    assert len(here.rows(tables.ProcessInstance)) == len(first.audits)


def test_after_a_crash_the_rest_is_started_and_nothing_twice(
    office: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, begun = office(), []
    whole = month.start.__globals__["issue"]

    def broken(engine: Engine, audit: object, by: str) -> bool:
        if len(begun) == 3:
            raise KeyboardInterrupt
        begun.append(audit)
        return bool(whole(engine, audit, by))

    monkeypatch.setitem(month.start.__globals__, "issue", broken)
    with pytest.raises(KeyboardInterrupt):
        here.start()
    monkeypatch.setitem(month.start.__globals__, "issue", whole)

    started = here.start()

    assert len(started.issued) == len(started.audits) - 3
    assert len(here.rows(tables.ProcessInstance)) == len(started.audits)


def test_the_draw_can_be_repeated_from_its_seed(office: Opens) -> None:
    here = office()
    deployed = here.engine.deployed(here.row(tables.Deployment).id)
    rules = Rules(deployed, here.engine.clock.now())
    with here.database.read() as session:
        foretold = choose(session, TENANT, MONTH, rules, Random(11)).log()
        otherwise = choose(session, TENANT, MONTH, rules, Random(12)).log()

    here.start(seed=11)

    assert here.row(Draw).log == foretold != otherwise
    given = {row.auditor: (row.case_id, row.reviewer) for row in here.rows(Audit)}
    drawn = {line["auditor"]: (line["case"], line["reviewer"]) for line in foretold if line["case"]}
    assert drawn == given


def test_every_audit_names_its_people_and_runs(office: Opens) -> None:
    here = office()
    here.start()
    for audit in here.rows(Audit):
        instance = here.row(tables.ProcessInstance, id=audit.instance_id)
        assert (audit.state, instance.business_key) == ("issued", audit.reference)
        assert len({audit.auditor, audit.reviewer, audit.service_manager}) == 3
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


def test_without_a_reviewer_an_audit_waits_and_is_listed(office: Opens) -> None:
    here = office()
    for role in here.rows(PersonRole, role="peer_reviewer")[1:]:
        here.change(Person, role.person_id, active=False)
    started = here.start()
    assert started.without_reviewer
    assert len(started.issued) == len(started.audits) - len(started.without_reviewer)


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
