"""Inserts: of many rows at once, and of rows that may be there already.

The statements are made once for each table: the values are only ever their parameters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import Insert, Table, insert, inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from engine.database.columns import Base


def insert_rows(session: Session, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, all with the same columns, in one statement; none is none."""
    if rows:
        session.execute(_plain(table), rows)


def insert_new(session: Session, table: type[Base], values: Mapping[str, Any]) -> bool:
    """Insert unless a unique key is taken; says whether a row was written."""
    _flush(session)
    statement = _unless_taken(session.get_bind().dialect.name, table)
    return session.execute(statement, dict(values)).first() is not None


def insert_new_rows(
    session: Session, table: type[Base], rows: Sequence[Mapping[str, Any]]
) -> list[bool]:
    """The same for many rows, all with the same columns, in one statement; for each of them.

    The primary key of the table is tenant_id and id, and no two rows have the same.
    """
    if not rows:
        return []
    _flush(session)
    statement = _unless_taken(session.get_bind().dialect.name, table)
    written = {id for _, id in session.execute(statement, [dict(row) for row in rows])}
    return [row["id"] in written for row in rows]


def upsert(
    session: Session, table: type[Base], values: Mapping[str, Any], change: Sequence[str]
) -> None:
    """Insert the row, or write the columns named in `change` over the one with its primary key."""
    upsert_rows(session, table, [values], change)


def upsert_rows(
    session: Session,
    table: type[Base],
    rows: Sequence[Mapping[str, Any]],
    change: Sequence[str],
    add: Sequence[str] = (),
) -> None:
    """The same for many rows, all with the same columns, in one statement; none is none.

    What a column of `add` holds already is added to, not written over.
    """
    if rows:
        _flush(session)
        kind = session.get_bind().dialect.name
        statement = _or_change(kind, table, tuple(change), tuple(add))
        session.execute(statement, [dict(row) for row in rows])


def _flush(session: Session) -> None:
    # What the row refers to may be waiting to be written.
    if session.autoflush:
        session.flush()


@lru_cache(maxsize=256)
def _plain(table: type[Base]) -> Insert:
    return insert(_columns(table))


@lru_cache(maxsize=256)
def _unless_taken(database: str, table: type[Base]) -> Any:
    statement = _insert(database, table).on_conflict_do_nothing()
    return statement.returning(*inspect(table).primary_key)


@lru_cache(maxsize=256)
def _or_change(
    database: str, table: type[Base], change: tuple[str, ...], add: tuple[str, ...]
) -> Any:
    statement = _insert(database, table)
    keys = [column.name for column in inspect(table).primary_key]
    updates = {name: statement.excluded[name] for name in change}
    updates |= {name: _columns(table).c[name] + statement.excluded[name] for name in add}
    return statement.on_conflict_do_update(index_elements=keys, set_=updates)


def _insert(database: str, table: type[Base]) -> Any:
    dialect = postgresql if database == "postgresql" else sqlite
    return dialect.insert(_columns(table))


def _columns(table: type[Base]) -> Table:
    return cast(Table, inspect(table).local_table)
