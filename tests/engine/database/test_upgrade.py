"""An empty database is upgraded to exactly what the tables say."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from sqlalchemy import inspect, text

from engine import tables
from engine.database import connect, upgrade
from engine.database.upgrade import configuration
from tests.schema import assert_migrations_agree, assert_tenant_first

OURS = {getattr(tables, name).__tablename__ for name in tables.__all__ if name != "NO_DUE"}


def test_migrations_and_tables_agree(database_url: str) -> None:
    assert_migrations_agree(database_url, OURS)


def test_upgrading_twice_changes_nothing(sqlite_url: str, locations: list[Path]) -> None:
    upgrade(sqlite_url, locations)
    upgrade(sqlite_url, locations)
    database = connect(sqlite_url)
    assert set(inspect(database.engine).get_table_names()) >= OURS
    database.close()


def test_what_starts_a_process_is_kept_when_several_starts_become_possible(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'old.db'}"
    database = connect(url)
    with database.engine.begin() as connection:
        config = configuration()
        config.attributes["connection"] = connection
        command.upgrade(config, "0008_operations")
        connection.exec_driver_sql(
            "INSERT INTO deployment VALUES"
            " ('main', 'd', 'k', 1, 'x', 'T', '', 'owner', '2026-12-01', 1, '[]')"
        )
        connection.exec_driver_sql(
            "INSERT INTO process_definition VALUES"
            " ('main', 'd', 'loan', 'Loan', 'loan.bpmn', 'asked', 'R/P1D')"
        )
    upgrade(url)
    with database.read() as session:
        rows = session.execute(text("SELECT process_key, place, kind, name FROM process_start"))
        kept = [tuple(row) for row in rows]
    database.close()
    assert kept == [("loan", 0, "message", "asked"), ("loan", 1, "timer", "R/P1D")]


def test_the_tenant_comes_first_in_every_key() -> None:
    assert_tenant_first(OURS)
