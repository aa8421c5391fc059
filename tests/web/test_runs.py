"""Long work of people: one of a kind at a time, also when two servers begin at the same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from engine.database import Base, Database
from web.runs import DONE, RUNNING, WAITING, RunsAlready, write_down
from web.simulations.keeping import begin_waiting, note
from web.simulations.tables import Simulation
from web.studio.scenarios.tables import ScenarioRun

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
SERVERS = 4


def simulation(state: str = RUNNING) -> dict[str, Any]:
    """A simulation that begins."""
    return {
        "tenant_id": "main", "id": uuid4(), "begun_by": "olive", "begun_at": NOW, "seen_at": NOW,
        "bundle": "lending", "version": 1, "month": "2026-09", "months": 1, "profile": "mini",
        "seed": 7, "behaviour": "", "state": state,
    }  # fmt: skip


def scenarios() -> dict[str, Any]:
    """A run of scenarios that begins."""
    return {
        "tenant_id": "main", "id": uuid4(), "begun_by": "olive", "begun_at": NOW, "seen_at": NOW,
        "digest": "d", "state": RUNNING, "total": 1, "results": [],
    }  # fmt: skip


def many(database: Database, table: Any) -> int:
    """How many rows there are."""
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


@pytest.mark.parametrize(("table", "row"), [(Simulation, simulation), (ScenarioRun, scenarios)])
def test_of_servers_that_begin_at_once_one_does(
    database: Database, table: type[Base], row: Any
) -> None:
    together = Barrier(SERVERS)

    def begin(_server: int) -> bool:
        together.wait()
        try:
            write_down(database, table, [row()])
        except RunsAlready:
            return False
        return True

    with ThreadPoolExecutor(SERVERS) as servers:
        assert sorted(servers.map(begin, range(SERVERS))) == [False] * (SERVERS - 1) + [True]
    assert many(database, table) == 1


def test_a_pair_is_written_whole_or_not_at_all(sqlite: Database) -> None:
    write_down(sqlite, Simulation, [simulation(), simulation(WAITING)])
    with pytest.raises(RunsAlready):
        write_down(sqlite, Simulation, [simulation(), simulation(WAITING)])
    assert many(sqlite, Simulation) == 2


def test_the_second_of_a_pair_fails_aloud_when_another_runs_by_then(sqlite: Database) -> None:
    first, second = simulation(), simulation(WAITING)
    write_down(sqlite, Simulation, [first, second])
    note(sqlite, "main", first["id"], {"state": DONE})
    write_down(sqlite, Simulation, [simulation()])
    assert not begin_waiting(sqlite, "main", second["id"], NOW)
    with sqlite.read() as session:
        row = session.get_one(Simulation, ("main", second["id"]))
        assert (row.state, row.trouble) == (
            "failed", "Another simulation had begun when its turn came. Begin it again.",
        )  # fmt: skip
