"""The migrations make exactly the tables the handlers use."""

from __future__ import annotations

from handlers import tables
from tests.schema import assert_migrations_agree, assert_tenant_first

OURS = {getattr(tables, name).__tablename__ for name in tables.__all__}


def test_migrations_and_tables_agree(database_url: str) -> None:
    assert_migrations_agree(database_url, OURS)


def test_the_tenant_comes_first_in_every_key() -> None:
    assert_tenant_first(OURS)
