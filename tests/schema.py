"""What holds of every table: the migrations make it, and the tenant comes first in its keys."""

from __future__ import annotations

from collections.abc import Set

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from engine.database import Base, connect


def assert_migrations_agree(database_url: str, ours: Set[str]) -> None:
    """The migrated database has exactly the tables of these names, as they are declared."""

    def among_ours(thing: object, name: str | None, kind: str, *_rest: object) -> bool:
        table = name if kind == "table" else thing.table.name  # type: ignore[attr-defined]
        return table in ours

    database = connect(database_url)
    with database.engine.connect() as connection:
        options = {"include_object": among_ours, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        differences = compare_metadata(context, Base.metadata)
    database.close()
    assert not differences, differences


def assert_tenant_first(ours: Set[str]) -> None:
    """The tenant is the first column, and the first of the primary key and of every index."""
    for name in ours:
        table = Base.metadata.tables[name]
        assert next(iter(table.primary_key)).name == "tenant_id", name
        assert next(iter(table.columns)).name == "tenant_id", name
        for index in table.indexes:
            assert next(iter(index.columns)).name == "tenant_id", index.name
