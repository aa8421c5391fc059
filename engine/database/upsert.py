"""Inserts: of many rows at once, and of rows that may be there already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Table, insert, inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from engine.database.columns import Base


def insert_rows(session: Session, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, all with the same columns, in one statement; none is none."""
    if rows:
        session.execute(insert(cast(Table, inspect(table).local_table)), rows)


def insert_new(session: Session, table: type[Base], values: Mapping[str, Any]) -> bool:
    """Insert unless a unique key is taken; says whether a row was written."""
    statement = _insert(session, table).values(**values).on_conflict_do_nothing()
    keys = inspect(table).primary_key
    return session.execute(statement.returning(*keys)).first() is not None


def upsert(
    session: Session, table: type[Base], values: Mapping[str, Any], change: Sequence[str]
) -> None:
    """Insert the row, or write the columns named in `change` over the one with its primary key."""
    statement = _insert(session, table).values(**values)
    keys = [column.name for column in inspect(table).primary_key]
    updates = {name: statement.excluded[name] for name in change}
    session.execute(statement.on_conflict_do_update(index_elements=keys, set_=updates))


def _insert(session: Session, table: type[Base]) -> Any:
    postgres = session.get_bind().dialect.name == "postgresql"
    return postgresql.insert(table) if postgres else sqlite.insert(table)
