"""A world with sums that lack a number: each is an incident until somebody says it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import UUID

import pytest

from engine import tables
from engine.batches import by_ids
from engine.database import Database
from tests.diagrams import bundle, chain, diagram, end, script, start, user
from tests.world import World

SUM = diagram(
    "sum",
    start(),
    script("add", "{ total: given + 1 }"),
    user("read", assignee='"maya"'),
    end(),
    chain("begin", "add", "read", "done"),
)


@pytest.fixture
def told(database: Database) -> Iterator[World]:
    """The world on each kind of database."""
    made = World(database)
    made.deploy(bundle(SUM))
    yield made
    made.sound()


@pytest.fixture
def chosen(told: World) -> Callable[..., list]:
    """The instances of these ids as a batch takes them."""

    def of(ids: list[UUID]) -> list:
        with told.database.read() as session:
            return by_ids(session, "main", ids)

    return of


@pytest.fixture
def states(told: World) -> Callable[[UUID], list[str]]:
    """The states of a batch's items, in order."""

    def of(batch: UUID) -> list[str]:
        rows = told.rows(tables.BatchItem, batch_id=batch)
        return [row.state for row in sorted(rows, key=lambda row: row.number)]

    return of
