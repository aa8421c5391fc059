"""An empty database is upgraded to exactly what the tables say."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import inspect

from engine import tables
from engine.database import connect, upgrade
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


def test_the_tenant_comes_first_in_every_key() -> None:
    assert_tenant_first(OURS)
