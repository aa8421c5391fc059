"""Whoever looks after the service is told: at once, then once an hour, and by cause."""

from __future__ import annotations

from datetime import timedelta

import pytest

from engine import queries
from engine.database import Database
from engine.tables import Incident, Mail
from engine.watch import Heartbeat
from handlers.alerts import Alerts
from handlers.directory.tables import Person, PersonRole
from tests.diagrams import bundle, chain, diagram, end, script, start
from tests.world import NOON, World

SUMS = (script("add", "{ total: 1 / nothing }"), end(), chain("begin", "add", "done"))
SITE = "https://plumbline.example"


@pytest.fixture
def told(database: Database) -> World:
    """An installation with an administrator, and a process that always fails."""
    world = World(database)
    week = [1.0] * 5 + [0.0] * 2
    with database.write() as session:
        known = {"tenant_id": "main", "name": "Ada", "email": "ada@example.org"}
        session.add(Person(id="ada", working_week=week, **known))
        session.add(PersonRole(tenant_id="main", person_id="ada", role="admin", scope=""))
    world.deploy(bundle(diagram("sums", start(), *SUMS)))
    return world


def alerts(told: World, *roles: str) -> list[Mail]:
    """The letters after another look."""
    Alerts(told.engine.context, roles or ("admin",), SITE)()
    return sorted(told.rows(Mail), key=lambda row: row.created_at)


def test_many_incidents_of_one_cause_are_one_line_of_one_letter(told: World) -> None:
    assert alerts(told) == []
    for number in range(3):
        told.start("sums", f"S-{number}")
    [mail] = alerts(told)
    assert (mail.recipient, mail.subject) == ("ada", "Plumbline: 3 incidents have opened")
    assert mail.body.count("* sums at add, 3 times since 1 December 2026 at 12:00") == 1
    cause = told.rows(Incident)[0].cause
    assert f"{SITE}/operations/incidents/causes/{cause}\n" in mail.body
    assert f"All of them: {SITE}/operations/incidents\n" in mail.body
    assert len(alerts(told)) == 1


def test_further_ones_are_told_of_once_an_hour(told: World) -> None:
    told.start("sums", "S-0")
    alerts(told)
    told.clock.move_to(NOON + timedelta(minutes=20))
    told.start("sums", "S-1")
    assert len(alerts(told)) == 1
    told.clock.move_to(NOON + timedelta(minutes=61))
    assert [mail.subject for mail in alerts(told)][1:] == ["Plumbline: 1 incident has opened"]
    told.clock.move_to(NOON + timedelta(days=1))
    assert len(alerts(told)) == 2


def test_a_worker_that_is_gone_is_told_of_once(told: World) -> None:
    Heartbeat(told.engine.context)()
    told.clock.move_to(NOON + timedelta(minutes=2))
    assert alerts(told) == []
    told.clock.move_to(NOON + timedelta(minutes=4))
    [mail] = alerts(told)
    assert mail.subject == "Plumbline: a worker is gone"
    assert "last heard of on 1 December 2026 at 12:00" in mail.body
    assert len(alerts(told)) == 1


def test_nobody_is_told_where_no_role_is_named(told: World) -> None:
    told.start("sums", "S-0")
    Alerts(told.engine.context, (), SITE)()
    assert told.rows(Mail) == []


def test_a_process_whose_jobs_are_not_done_is_missed(told: World) -> None:
    Heartbeat(told.engine.context, lambda: False)()
    with told.database.read() as session:
        assert queries.health(session, "main", NOON).alive == 0
