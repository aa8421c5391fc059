"""What an audit sets off: dates and codes, each once; and who is told when somebody is missing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from engine.bundle import Bundle
from engine.database import Database
from engine.errors import BpmnError, Permanent
from handlers.directory.chain import away, chain
from handlers.directory.tables import Absence
from handlers.follow_ups.keeping import begin, close, note
from handlers.follow_ups.reading import open_kinds
from handlers.follow_ups.tables import FollowUp
from handlers.scenarios.audits.council import TENANT
from tests.handlers.desk import Desk


@pytest.fixture
def desk(sqlite: Database, bundle: Bundle) -> Desk:
    return Desk(sqlite, bundle)


def noting(desk: Desk, follow_up: str, **said: str) -> None:
    desk.call_alone(note, follow_up=follow_up, **said)


def test_a_retry_finds_what_it_began(desk: Desk) -> None:
    first = desk.call(begin, kind="concern", raised_by="reviewer", owner="auditor")
    again = desk.call(begin, kind="concern", raised_by="reviewer", owner="auditor")
    assert first == again
    row = desk.row(FollowUp)
    assert (row.kind, row.reference) == ("concern", "AUD-2026-12-001")
    assert (row.raised_by, row.owner, row.withheld) == ("reviewer", "auditor", False)


def test_an_event_keeps_its_first_time_and_the_owner_may_change(desk: Desk) -> None:
    id = str(desk.call(begin, kind="concern", owner="auditor")["follow_up"])
    noting(desk, id, event="acknowledged", owner="service_manager")
    first = desk.row(FollowUp).acknowledged_at
    desk.player.clock.move_to(desk.player.clock.now() + timedelta(hours=1))
    noting(desk, id, event="acknowledged", level="inadequate")
    row = desk.row(FollowUp)
    assert row.acknowledged_at == first
    assert (row.owner, row.level) == ("service_manager", "inadequate")


def test_what_is_over_stays_over(desk: Desk) -> None:
    id = str(desk.call(begin, kind="improvement")["follow_up"])
    assert desk.call(open_kinds) == {"open": ["improvement"]}
    desk.call_alone(close, follow_up=id, outcome="improved")
    desk.call_alone(close, follow_up=id, outcome="stood_down")
    assert desk.row(FollowUp).outcome == "improved"
    assert desk.call(open_kinds) == {"open": []}


def test_what_nobody_knows_is_refused_by_name(desk: Desk) -> None:
    with pytest.raises(Permanent, match="no kind of follow-up “worry”"):
        desk.call(begin, kind="worry")
    id = str(desk.call(begin, kind="concern")["follow_up"])
    with pytest.raises(Permanent, match="knows no “forgotten”"):
        noting(desk, id, event="forgotten")


def test_a_chain_takes_the_first_role_that_somebody_holds(desk: Desk) -> None:
    route = [
        {"step": "respond", "roles": ["team_manager"]},
        {"step": "last", "roles": ["director", "iro", "sm_sqa"]},
    ]
    assert desk.call(chain, route=route)["people"] == {"respond": "auditor", "last": "sm_sqa"}
    with pytest.raises(BpmnError, match="Nobody holds a role of: nobody"):
        desk.call(chain, route=[*route, {"step": "nobody", "roles": ["director"]}])


def test_away_is_who_the_directory_says_is_away_today(desk: Desk) -> None:
    assert desk.call_alone(away, person="auditor") == {"away": False}
    with desk.database.write() as session:
        session.add(
            Absence(tenant_id=TENANT, person_id="auditor", reason="sick",
                    starts_on=date(2026, 11, 24), ends_on=date(2026, 11, 24))
        )  # fmt: skip
    assert desk.call_alone(away, person="auditor") == {"away": True}
    desk.player.clock.move_to(desk.player.clock.now() + timedelta(days=1))
    assert desk.call_alone(away, person="auditor") == {"away": False}
