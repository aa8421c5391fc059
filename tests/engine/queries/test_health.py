"""What needs looking at: each kind of trouble is counted, and nothing else."""

from __future__ import annotations

from datetime import timedelta

from engine import queries
from engine.database import Database
from engine.jobs import insert_jobs, new_job
from engine.tables import Measurement, Worker
from engine.watch import Heartbeat, Measuring
from tests.diagrams import bundle, chain, diagram, end, script, start, user
from tests.world import NOON, World

WRITE = user("write", assignee='"maya"', due="due")
LETTER = diagram("letter", start(), WRITE, end(), chain("begin", "write", "done"))
SUMS = (script("add", "{ total: 1 / nothing }"), end(), chain("begin", "add", "done"))


def seen(told: World) -> queries.Health:
    with told.database.read() as session:
        return queries.health(session, "main", told.clock.now())


def numbers(found: queries.Health) -> tuple[int, ...]:
    troubles = (found.incidents, found.overdue, found.letters, found.jobs, found.timers)
    return tuple(one.number for one in troubles)


def test_each_trouble_is_counted_with_since_when(database: Database) -> None:
    told = World(database)
    told.deploy(bundle(LETTER, diagram("sums", start(), *SUMS)))
    assert numbers(seen(told)) == (0, 0, 0, 0, 0)
    told.start("letter", "A-1", due=NOON - timedelta(hours=1))
    told.start("letter", "A-2", due=NOON + timedelta(hours=1))
    told.start("sums", "S-1")
    with database.write() as session:
        kinds = ("timer", "service", "message")
        rows = [
            new_job("main", kind, due_at=NOON - timedelta(minutes=n), now=NOON)
            for n, kind in enumerate((*kinds, "timer"), 2)
        ]
        insert_jobs(session, rows)
    found = seen(told)
    assert numbers(found) == (1, 1, 0, 2, 2)
    assert found.overdue.since == NOON - timedelta(hours=1)
    assert found.timers.since == NOON - timedelta(minutes=5)
    assert found.jobs.since == NOON - timedelta(minutes=4)


def test_one_statement_says_it_all(database: Database, count_statements) -> None:  # type: ignore[no-untyped-def]
    told = World(database)
    sent = count_statements(database)
    seen(told)
    assert len([one for one in sent if one.lstrip().startswith("SELECT")]) == 1


def test_a_worker_that_stops_is_forgotten_and_one_that_dies_is_missed(database: Database) -> None:
    told = World(database)
    dies, stops = Heartbeat(told.engine.context), Heartbeat(told.engine.context)
    dies()
    stops()
    assert (seen(told).alive, seen(told).gone) == (2, 0)
    stops.end()
    told.clock.move_to(NOON + timedelta(minutes=4))
    assert (seen(told).alive, seen(told).gone, seen(told).seen_at) == (0, 1, NOON)
    told.clock.move_to(NOON + timedelta(days=2))
    stops()
    assert len(told.rows(Worker)) == 1
    assert (seen(told).alive, seen(told).gone) == (1, 0)


def test_measurements_are_written_over_until_the_hour_ends(database: Database) -> None:
    told = World(database)
    told.deploy(bundle(LETTER))
    measuring = Measuring(told.engine.context)
    measuring()
    told.start("letter", "A-1", due=NOON - timedelta(hours=1))
    measuring()
    assert seen(told).processes == {"letter": {"name": "letter"}}
    told.clock.move_to(NOON + timedelta(minutes=2))
    measuring()
    assert seen(told).processes == {"letter": {"name": "letter", "active": 1}}
    told.clock.move_to(NOON + timedelta(hours=1))
    measuring()
    kept = sorted(told.rows(Measurement), key=lambda row: row.hour)
    assert [row.exceptions["overdue"] for row in kept] == [1, 1]
    assert kept[0].taken_at == NOON + timedelta(minutes=2)
