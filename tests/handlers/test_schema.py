"""The migrations make exactly the tables the handlers use."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from engine.database import Base, connect
from handlers import tables

OURS = {getattr(tables, name).__tablename__ for name in tables.__all__}


def test_migrations_and_tables_agree(database_url: str) -> None:
    database = connect(database_url)
    with database.engine.connect() as connection:
        options = {"include_object": _ours, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []
    database.close()


def test_the_tenant_comes_first_in_every_key() -> None:
    for name in OURS:
        table = Base.metadata.tables[name]
        assert next(iter(table.primary_key)).name == "tenant_id"
        assert next(iter(table.columns)).name == "tenant_id"
        for index in table.indexes:
            assert next(iter(index.columns)).name == "tenant_id", index.name


def _ours(thing: object, name: str | None, kind: str, *_rest: object) -> bool:
    table = name if kind == "table" else thing.table.name  # type: ignore[attr-defined]
    return table in OURS
