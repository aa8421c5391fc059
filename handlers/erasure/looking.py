"""Looking through every column that can hold a word, expected there or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    LargeBinary,
    String,
    Table,
    Text,
    and_,
    func,
    or_,
    select,
    type_coerce,
)
from sqlalchemy import cast as as_type
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeDecorator

from handlers.erasure.subject import Subject
from handlers.erasure.texts import UNREADABLE, may_hold, texts
from handlers.register import Held, tables

Key = tuple[object, ...]
AT_ONCE = 100


@dataclass(frozen=True)
class Found:
    """A column of a row that names the subject, or that cannot be read. `key` is the row's."""

    held: Held
    table: Table
    column: str
    key: Key
    readable: bool = True


def look(session: Session, tenant: str, subject: Subject) -> Iterator[Found]:
    """Every place that names the subject, table by table."""
    for held, table in tables(session):
        yield from _in_table(session, subject, held, table, table.c.tenant_id == tenant)


def look_at(session: Session, subject: Subject, found: Iterable[Found]) -> Iterator[Found]:
    """What names the subject still, of the rows that were found to."""
    rows: dict[str, dict[Key, Found]] = {}
    for one in found:
        rows.setdefault(one.table.name, {})[one.key] = one
    for of in rows.values():
        first, keys = next(iter(of.values())), list(of)
        for start in range(0, len(keys), AT_ONCE):
            these = [_row(first.table, key) for key in keys[start : start + AT_ONCE]]
            yield from _in_table(session, subject, first.held, first.table, or_(*these))


def rows_looked_at(session: Session, tenant: str) -> dict[str, int]:
    """How many rows each table has that was looked through."""
    found = {}
    for _, table in tables(session):
        if any(_columns(table)):
            query = select(func.count()).select_from(table).where(table.c.tenant_id == tenant)
            found[table.name] = session.execute(query).scalar_one()
    return found


def names(subject: Subject, held: Held, column: str, text: str) -> bool:
    """Whether a text of this column names the subject."""
    if subject.in_texts.search(text):
        return True
    return column in held.named and text.strip().casefold() in subject.alone


def _row(table: Table, key: Key) -> ColumnElement[bool]:
    # Column by column: SQLite finds no row by a tuple among tuples, and would read all.
    return and_(*(one == value for one, value in zip(table.primary_key, key, strict=True)))


def _in_table(
    session: Session, subject: Subject, held: Held, table: Table, which: ColumnElement[bool]
) -> Iterator[Found]:
    worded, packed = _columns(table)
    if worded:
        yield from _in_words(session, subject, held, table, worded, which)
    if packed:
        yield from _in_bytes(session, subject, held, table, packed, which)


def _columns(table: Table) -> tuple[list[Column[Any]], list[Column[Any]]]:
    """Those of text or JSON, which the database can look into, and those of bytes."""
    worded, packed = [], []
    for column in table.columns:
        kind = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
        if isinstance(kind, LargeBinary):
            packed.append(column)
        elif isinstance(kind, String | JSON) and column.name != "tenant_id":
            worded.append(column)
    return worded, packed


def _in_words(
    session: Session,
    subject: Subject,
    held: Held,
    table: Table,
    columns: Sequence[Column[Any]],
    which: ColumnElement[bool],
) -> Iterator[Found]:
    own = list(table.primary_key.columns)
    query = select(*own, *columns).where(which, *_maybe(subject, columns))
    for row in _streamed(session, query):
        key, values = row[: len(own)], row[len(own) :]
        for column, value in zip(columns, values, strict=True):
            if any(names(subject, held, column.name, text) for text in texts(value)):
                yield Found(held, table, column.name, key)


def _maybe(subject: Subject, columns: Sequence[Column[Any]]) -> list[ColumnElement[bool]]:
    """What the database can say beforehand: without a stem in it no text names the subject."""
    if "" in subject.stems:
        return []
    found = [as_type(one, Text).icontains(stem) for one in columns for stem in subject.stems]
    return [or_(*found)]


def _in_bytes(
    session: Session,
    subject: Subject,
    held: Held,
    table: Table,
    columns: Sequence[Column[Any]],
    which: ColumnElement[bool],
) -> Iterator[Found]:
    own = list(table.primary_key.columns)
    stems = [one.lower().encode() for one in subject.stems]
    raw = [type_coerce(one, LargeBinary) for one in columns]
    for row in _streamed(session, select(*own, *raw).where(which)):
        key, values = row[: len(own)], row[len(own) :]
        for column, value in zip(columns, values, strict=True):
            content = bytes(value) if value else b""
            for text in texts(content) if may_hold(content, stems) else ():
                if text == UNREADABLE or names(subject, held, column.name, text):
                    yield Found(held, table, column.name, key, text != UNREADABLE)
                    break


def _streamed(session: Session, query: Any) -> Iterator[tuple[Any, ...]]:
    found = session.execute(query.execution_options(yield_per=200))
    return (tuple(cast(Any, row)) for row in found)
