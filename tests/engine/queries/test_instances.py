"""The list of instances: each filter keeps what it says, pages meet, nothing is read in vain."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from engine import queries
from engine.database import Database
from engine.queries import InstanceFilters, InstanceList
from engine.queries.instances import MOST_COUNTED
from tests.bench.measure import counting
from tests.diagrams import bundle, chain, diagram, end, script, start, user
from tests.plans import plans
from tests.world import NOON, World

WRITE = user("write", assignee="writer", due="due")
LETTER = diagram("letter", start(), WRITE, end(), chain("begin", "write", "done"))
SUMS = (script("add", "{ total: 1 / nothing }"), end(), chain("begin", "add", "done"))
SHORT = diagram("short", start(), end(), chain("begin", "done"))


@pytest.fixture
def told(database: Database) -> World:
    """Two letters of maya's, one late; one of omar's; one instance that is over already."""
    world = World(database)
    world.deploy(bundle(LETTER, SHORT))
    for day, (key, who) in enumerate((("A-1", "maya"), ("A-2", "omar"), ("B-1", "maya"))):
        world.clock.move_to(NOON + timedelta(days=day))
        due = NOON + timedelta(days=1 if key == "A-1" else 9)
        world.start("letter", key, writer=who, due=due)
    world.clock.move_to(NOON + timedelta(days=3))
    world.start("short")
    return world


def found(told: World, **filters: object) -> list[str | None]:
    return [row.business_key for row in listed(told, **filters).rows]


def listed(told: World, **filters: object) -> InstanceList:
    with told.database.read() as session:
        return queries.instance_list(session, "main", InstanceFilters(**filters))  # type: ignore[arg-type]


def test_each_filter_keeps_what_it_says(told: World) -> None:
    assert found(told) == [None, "B-1", "A-2", "A-1"]
    assert found(told, status="completed") == [None]
    assert found(told, process="letter", status="active") == ["B-1", "A-2", "A-1"]
    assert found(told, text="a-") == ["A-2", "A-1"]
    assert found(told, text="%") == []
    assert found(told, people=("maya",)) == ["B-1", "A-1"]
    assert found(told, people=()) == []
    assert found(told, element="write", text="B") == ["B-1"]
    assert found(told, element="done") == []
    assert found(told, late_at=told.clock.now()) == ["A-1"]
    assert found(told, since=NOON + timedelta(days=1), before=NOON + timedelta(days=2)) == ["A-2"]
    assert (
        found(told, version=2) == found(told, cohort="North") == found(told, incident="any") == []
    )


def test_what_many_have_beside_them_is_found_as_what_few_have(
    told: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = (
        {"people": ("maya",)}, {"people": ("maya", "omar")}, {"element": "write", "text": "b"},
        {"late_at": told.clock.now()}, {"version": 1}, {"late_at": NOON}, {"incident": "any"},
        {"late_at": told.clock.now(), "people": ("omar",)},
    )  # fmt: skip
    few = [found(told, **filters) for filters in asked]
    monkeypatch.setattr("engine.queries.near.FEW", 0)
    assert [found(told, **filters) for filters in asked] == few
    monkeypatch.setattr("engine.queries.instance_filters.FEW", 0)
    assert [found(told, **filters) for filters in asked] == few
    assert [len(rows) for rows in few] == [2, 3, 1, 1, 4, 0, 0, 0]


def test_beyond_what_a_page_says_nobody_counts_who_is_known_to_be_many(
    told: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.queries.near.FEW", 1)
    with told.database.read() as session, counting(told.database.engine) as count:
        writers = InstanceFilters(people=("maya",))
        assert queries.instances_counted(session, "main", writers, most=1) == 2
    assert not [text for text in count.texts if "count(" in text]


def test_what_is_held_up_is_found_by_its_cause(database: Database) -> None:
    world = World(database)
    world.deploy(bundle(diagram("sums", start(), *SUMS)))
    world.start("sums", "S-1")
    with database.read() as session:
        [incident] = queries.incidents(session, "main").rows
    assert found(world, incident="any") == found(world, incident=incident.cause) == ["S-1"]
    assert found(world, incident="another") == []


@pytest.mark.parametrize("order", ["newest", "oldest", "reference", "reference_back"])
def test_pages_meet_forwards_and_backwards(told: World, order: queries.Order) -> None:
    letters = InstanceFilters(process="letter")
    with told.database.read() as session:
        whole = [row.id for row in queries.each_instance(session, "main", letters, order)]
        first = queries.instance_list(session, "main", letters, order, size=2)
        second = queries.instance_list(session, "main", letters, order, size=2, after=first.later)
        back = queries.instance_list(session, "main", letters, order, size=2, before=second.earlier)
    assert ids(first) + ids(second) == whole
    assert len(whole) == 3
    assert first.earlier is None
    assert second.later is None
    assert (ids(back), back.earlier, back.later) == (ids(first), None, first.later)
    assert first.total == 3


def ids(page: InstanceList) -> list[UUID]:
    return [row.id for row in page.rows]


def test_counting_stops_beyond_what_a_page_says(told: World) -> None:
    with told.database.read() as session:
        assert queries.instances_counted(session, "main", most=2) == 3
        assert queries.instances_counted(session, "main") == 4 < MOST_COUNTED


def test_the_first_page_is_read_from_one_index(told: World) -> None:
    if told.database.kind == "postgresql":
        return  # a planner with statistics reads four rows as they lie
    with plans(told.database) as explained:
        listed(told, process="letter", status="active", cohort="North")
    assert "COVERING INDEX ix_process_instance_listed" in explained()
