"""What every table is made of: one declarative base, the tenant first, instants in UTC."""

from __future__ import annotations

import json
import zlib
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import (
    JSON,
    ColumnElement,
    DateTime,
    Dialect,
    Index,
    LargeBinary,
    MetaData,
    String,
    literal_column,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from engine.values import decode, encode

# Names are fixed from the first migration, so that a later one can drop what an earlier one made.
CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

Json = JSON().with_variant(JSONB(), "postgresql")


class Base(DeclarativeBase):
    """The base of every table of Plumbline, the engine's and other packages' alike."""

    metadata = MetaData(naming_convention=CONVENTION)


class Tenanted:
    """Puts `tenant_id` first in the table and in its primary key."""

    tenant_id: Mapped[str] = mapped_column(String(40), primary_key=True, sort_order=-100)


class UtcDateTime(TypeDecorator[datetime]):
    """An instant. Aware in, aware and in UTC out; a naive datetime is refused with ValueError."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Values(TypeDecorator[Any]):
    """Process values as JSON: dates and durations come back as what they were."""

    impl = Json
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        return encode(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return decode(value)


class CompressedJson(TypeDecorator[Any]):
    """Process values that are only ever read whole, kept as compressed JSON."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:
        if value is None:
            return None
        text = json.dumps(encode(value), ensure_ascii=False, separators=(",", ":"))
        return zlib.compress(text.encode())

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Any:
        return None if value is None else decode(json.loads(zlib.decompress(value)))


def is_word(column: ColumnElement[str] | Any, word: str) -> ColumnElement[bool]:
    """`column` equals `word`, written out in the statement: only so is a partial index used."""
    return cast(ColumnElement[bool], column == literal_column(f"'{word}'"))


def partial_index(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    """An index over the rows that satisfy `where`, on both databases."""
    condition = text(where)
    return Index(name, *columns, unique=unique, sqlite_where=condition, postgresql_where=condition)
