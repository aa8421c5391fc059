"""Section 7 and data protection (DP1, DP2): how long each kind of record is kept is a table."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from engine import tables
from engine.bundle import Bundle
from engine.database import Database
from engine.decisions import evaluate
from engine.spiff import read
from handlers import registry
from handlers.caseload.tables import ChildCase
from handlers.checking import check
from handlers.directory.tables import Absence, Person
from handlers.intake.store import note_closed
from handlers.records.audits import Audit
from handlers.retention.clearing import clear_rows
from handlers.retention.forecast import coming
from handlers.retention.holding import lift, place
from handlers.retention.kinds import KINDS
from handlers.retention.schedule import Period, schedule
from handlers.scenarios.audits.council import TENANT
from tests.policy.one_audit import OneAudit
from tests.processes.deciding import SETTINGS

DAY = timedelta(days=1)


@pytest.fixture
def periods(bundle: Bundle) -> list[Period]:
    """The schedule of the policy."""
    known = read(bundle).decisions
    return schedule(lambda facts: evaluate(known, "retention", facts, SETTINGS))


def test_dp1_every_kind_has_a_row_that_can_be_kept(periods: list[Period]) -> None:
    assert [one.kind.key for one in periods] == list(KINDS)
    assert [
        (one.kind.key, list(one.faults)) for one in periods if not one.said or [*one.faults]
    ] == []


@pytest.mark.parametrize(
    ("kind", "months"),
    [("concluded", 72), ("discounted", 12), ("sign_in", 12), ("audit_log", None)],
)
def test_dp1_the_periods_of_part_7(periods: list[Period], kind: str, months: int | None) -> None:
    assert {one.kind.key: one.months for one in periods}[kind] == months


def test_dp1_a_row_that_is_missing_or_impossible_is_found_before_it_is_deployed(
    bundle: Bundle,
) -> None:
    text = bundle.text("retention.dmn").replace('"sign_in"', '"signing_in"')
    changed = Bundle({**bundle.files, "retention.dmn": text.replace("72", "0").encode()})
    rules = {one.rule for one in check(changed, registry()) if one.file == "retention.dmn"}
    assert rules == {
        "retention-kind-missing", "retention-kind-unknown", "retention-row-impossible",
    }  # fmt: skip


def test_dp1_a_table_of_an_earlier_version_tells_the_months_alone() -> None:
    told = schedule(lambda facts: 72 if facts["kind"] == "concluded" else None)
    known = {one.kind.key: (one.months, one.then, one.said) for one in told}
    assert known["concluded"] == (72, "erase_keep_numbers", True)
    assert known["sign_in"] == (None, "", False)


def away(database: Database, person: str, until: datetime) -> None:
    with database.write() as session:
        session.add(Absence(
            tenant_id=TENANT, person_id=person, reason="sickness",
            starts_on=(until - DAY).date(), ends_on=until.date(),
        ))  # fmt: skip


def absent(database: Database) -> set[str]:
    with database.read() as session:
        return set(session.scalars(select(Absence.person_id)))


def test_dp1_dp2_routine_records_go_in_their_time_but_for_somebody_on_hold(
    sqlite: Database, periods: list[Period]
) -> None:
    now = SETTINGS.now
    with sqlite.write() as session:
        session.add(Person(tenant_id=TENANT, id="reviewer", name="R", email="", working_week=[]))
    for person, days in (("auditor", 800), ("reviewer", 800), ("officer", 700)):
        away(sqlite, person, now - days * DAY)
    by: dict[str, Any] = {"by": "governance", "reason": "A tribunal.", "now": now}

    def forecast() -> tuple[int, int]:
        with sqlite.read() as session:
            found = coming(session, TENANT, periods, now)
        one = next(one for one in found if one.period.kind.key == "absence")
        return one.now, sum(one.months)

    assert forecast() == (2, 1)
    with sqlite.write() as session:
        hold = place(session, TENANT, "person", "reviewer", **by)
    with sqlite.write() as session:
        assert clear_rows(session, TENANT, periods, now) == 1
    assert absent(sqlite) == {"reviewer", "officer"}
    with sqlite.write() as session:
        lift(session, TENANT, hold, **by)
        everything = place(session, TENANT, "all", "", **by)
        assert clear_rows(session, TENANT, periods, now) == 0
        lift(session, TENANT, everything, **by)
        assert clear_rows(session, TENANT, periods, now) == 1
    assert absent(sqlite) == {"officer"}


def case(number: str) -> ChildCase:
    """A case that is closed."""
    flags = ("child_in_need", "child_protection", "in_care", "care_leaver")
    return ChildCase(
        tenant_id=TENANT, id=number, initials="X", team_id="team", is_open=False,
        opened_on=SETTINGS.now.date(), previous_workers=[], **dict.fromkeys(flags, False),
    )  # fmt: skip


def test_dp1_a_closed_case_without_an_audit_goes_a_year_after_the_extract_had_it_no_more(
    sqlite: Database, periods: list[Period]
) -> None:
    now = SETTINGS.now
    with sqlite.write() as session:
        session.add_all([case("L9-0000001"), case("L9-0000099")])
        session.add(Audit(
            tenant_id=TENANT, reference="AUD-1", month="2026-12", case_id="L9-0000001",
            auditor="auditor", category="CIN", state="concluded",
        ))  # fmt: skip
        session.flush()
        note_closed(session, TENANT, now.date())
        clear_rows(session, TENANT, periods, now + 300 * DAY)
        assert len(session.scalars(select(ChildCase.id)).all()) == 2
        clear_rows(session, TENANT, periods, now + 400 * DAY)
        assert session.scalars(select(ChildCase.id)).all() == ["L9-0000001"]


def test_dp1_a_job_that_is_done_goes_unless_a_letter_belongs_to_it(
    sqlite: Database, bundle: Bundle, periods: list[Period]
) -> None:
    audit = OneAudit(sqlite, bundle, {"category": "CIN"})
    now = audit.clock.now()
    with sqlite.write() as session:
        letters = set(session.scalars(select(tables.Mail.job_id)))
        session.execute(update(tables.Job).values(ended_at=now))
        done = select(tables.Job.id).where(tables.Job.ended_at.is_not(None))
        assert len(set(session.scalars(done)) - letters) > 0
        assert letters
        clear_rows(session, TENANT, periods, now + 100 * DAY)
        assert set(session.scalars(done)) <= letters
