"""The database goes away and comes back: refused meanwhile, nothing half done, work goes on."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError, OperationalError

from engine import tables
from engine.database import Database, connect
from engine.errors import DatabaseBusy
from tests.diagrams import bundle, chain, diagram, end, start, user
from tests.world import World

TWO = diagram(
    "two",
    start(),
    user("ask", assignee='"maya"'),
    user("check", assignee='"maya"'),
    end(),
    chain("begin", "ask", "check", "done"),
)


def two(database: Database) -> World:
    told = World(database)
    told.deploy(bundle(TWO))
    told.start("two")
    return told


def test_connections_that_broke_are_replaced(postgres_url: str) -> None:
    database, other = connect(postgres_url), connect(postgres_url)
    told = two(database)
    with other.engine.connect() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    assert told.submit("ask").instance_status == "active"
    told.sound()
    database.close()
    other.close()


@pytest.mark.parametrize("statement", range(1, 9))
def test_a_step_that_breaks_anywhere_leaves_nothing(database: Database, statement: int) -> None:
    told = two(database)
    row = told.task("ask")
    left = itertools.count(statement, -1)

    def breaks(*_given: Any) -> None:
        if next(left) == 1:
            raise OperationalError("the disk is full", None, Exception("disk I/O error"))

    event.listen(database.engine, "before_cursor_execute", breaks)
    with pytest.raises(DBAPIError):
        told.engine.complete(row.id, {}, by="maya", seen=row.version)
    event.remove(database.engine, "before_cursor_execute", breaks)
    assert told.rows(tables.Submission) == []
    assert told.task("ask").version == row.version
    assert told.submit("ask").instance_status == "active"
    told.sound()


def test_a_lock_held_too_long_is_said_and_not_waited_for(postgres_url: str) -> None:
    database, other = connect(postgres_url), connect(postgres_url)
    told = two(database)
    row = told.task("ask")
    with other.write() as session:
        session.execute(text("SELECT 1 FROM process_instance FOR UPDATE"))
        with pytest.raises(DatabaseBusy, match="Nothing was changed"):
            told.engine.complete(row.id, {}, by="maya", seen=row.version)
    assert told.submit("ask").instance_status == "active"
    database.close()
    other.close()
