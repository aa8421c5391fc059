"""Where instances are, how long they took and where they were late: told from passages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from engine import queries, tables
from engine.database import Database
from engine.figures import Figures, added, band_of
from engine.queries import Chosen
from engine.queries.activities import spans
from tests.diagrams import boundary, bundle, chain, diagram, end, start, user
from tests.world import NOON, World

LOAN = diagram(
    "loan",
    start(),
    user("ask", assignee='"maya"', due='now() + duration("P3D")'),
    user("lend", assignee='"noor"'),
    boundary("late", "lend", "P30D"),
    end(),
    end("missing"),
    chain("begin", "ask", "lend", "done"),
    chain("late", "missing"),
)
ALL = Chosen("loan", date(2026, 1, 1), date(2027, 12, 31))


@pytest.fixture
def told(database: Database) -> Iterator[World]:
    made = World(database)
    made.deploy(bundle(LOAN))
    yield made
    made.sound()


def counted(told: World, chosen: Chosen = ALL) -> dict[str, Figures]:
    """Everything counted, and the figures then."""
    while told.engine.tally():
        pass
    with told.database.read() as session:
        return added(queries.figures(session, "main", chosen))


def test_how_long_it_took_is_known_exactly_where_all_took_the_same(told: World) -> None:
    for _ in range(3):
        told.start("loan")
        told.later(hours=26)
        told.submit("ask")
    ask = counted(told)["ask"]
    assert (ask.elapsed.count, ask.elapsed.at(0.5), ask.elapsed.at(0.9)) == (3, 93600, 93600)
    assert ask.working.at(0.5) == 1  # from Tuesday on, a working day later each


def test_who_was_late_is_counted_in_working_days(told: World) -> None:
    """The second is asked for on Friday 4 December, due on Monday 7, and done on Thursday 10."""
    told.start("loan")
    told.later(days=3, hours=-1)
    told.submit("ask")
    told.start("loan")
    told.later(days=6, hours=1)
    told.submit("ask")
    due = counted(told)["ask"]
    assert (due.due.count, due.in_time, due.late.count) == (2, 1, 1)
    assert due.late.at(0.5) == 3


def test_what_is_cancelled_counts_in_no_duration(told: World) -> None:
    told.start("loan")
    told.submit("ask")
    told.later(days=31)
    lend = counted(told)["lend"]
    assert (lend.elapsed.count, lend.cancelled.count) == (0, 1)
    assert counted(told)["loan"].elapsed.at(0.5) == timedelta(days=31).total_seconds()


def test_counting_again_counts_nothing_twice(told: World) -> None:
    told.start("loan")
    told.submit("ask")
    first = counted(told)
    assert counted(told) == first
    assert told.engine.tally() == 0


def test_an_undone_operation_is_taken_out_of_the_figures(told: World) -> None:
    instance = told.start("loan")
    by: Any = {"by": "admin", "reason": "Mistaken"}
    told.engine.operating(**by).skip(instance, told.task("ask").id, {})
    assert counted(told)["ask"].elapsed.count == 1
    told.engine.operating(**by).undo(instance)
    assert counted(told)["ask"].elapsed.count == 0


def test_where_instances_are_now_and_how_many_are_overdue(told: World) -> None:
    told.start("loan")
    told.later(days=4)
    told.start("loan")
    moved = told.start("loan")
    row = next(one for one in told.open() if one.instance_id == moved)
    told.engine.complete(row.id, {}, by="maya", seen=row.version)
    with told.database.read() as session:
        found = queries.standings(session, "main", ALL, told.clock.now())
        stages = {one.element_id: one for one in queries.passed(session, "main", moved)}
        [here] = queries.waiting(session, "main", moved).activities
    assert (found["ask"].open, found["ask"].overdue, found["ask"].since) == (2, 1, NOON)
    assert (found["lend"].open, found["loan"].open) == (1, 3)
    assert (stages["ask"].completed, stages["lend"].going_on) == (1, 1)
    assert (here.element_id, here.reached_at) == ("lend", told.clock.now())


def test_a_date_that_is_changed_by_hand_counts_as_it_is_now(told: World) -> None:
    instance = told.start("loan")
    by: Any = {"by": "admin", "reason": "More time was agreed"}
    later = NOON + timedelta(days=20)
    told.engine.operating(**by).change_due(instance, told.task("ask").id, later)
    told.later(days=10)
    told.submit("ask")
    assert counted(told)["ask"].in_time == 1


def test_incidents_are_counted_where_they_are(told: World) -> None:
    broken = diagram(
        "broken", start(), user("odd", assignee="missing"), end(), chain("begin", "odd", "done")
    )
    told.deploy(bundle(broken, key="other"))
    told.start("broken")
    chosen = Chosen("broken", ALL.first, ALL.last)
    with told.database.read() as session:
        assert queries.held_up(session, "main", chosen) == {"odd": 1}
        assert queries.held_up(session, "main", ALL) == {}


def test_an_ended_instance_leaves_no_passage_open(told: World) -> None:
    instance = told.start("loan")
    told.engine.cancel(instance, by="admin", reason="Not wanted")
    rows = told.rows(tables.ActivityInstance, instance_id=instance)
    assert {row.element_id: row.outcome for row in rows} == {
        "begin": "completed", "ask": "cancelled", "loan": "cancelled",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2026-03-05", "2026-03-09", [("day", 5, 9)]),
        ("2026-03-01", "2026-03-31", [("month", 1, 1)]),
        ("2026-02-20", "2026-04-02", [("day", 20, 28), ("month", 1, 1), ("day", 1, 2)]),
        ("2026-03-10", "2026-04-30", [("day", 10, 31), ("month", 1, 1)]),
    ],
)
def test_a_period_is_read_as_whole_months_and_days(
    first: str, last: str, expected: list[tuple[str, int, int]]
) -> None:
    found = spans(date.fromisoformat(first), date.fromisoformat(last))
    assert [(span, since.day, until.day) for span, since, until in found] == expected


def test_bands_grow_with_what_they_hold() -> None:
    assert band_of(0) < band_of(60) < band_of(3600) < band_of(864000)
    ten = [band_of(seconds) for seconds in (1000, 1005)]
    assert ten[0] == ten[1]
