"""A page of a list, with the total, so that a screen can offer the other pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from engine.errors import NotFound

T = TypeVar("T")
SIZE = 25


@dataclass(frozen=True)
class Page(Generic[T]):
    """`rows` of page `number` (from 1) of `total` rows in all."""

    rows: list[T]
    number: int
    total: int
    size: int = SIZE

    @property
    def pages(self) -> int:
        """How many pages there are: at least one."""
        return max(1, -(-self.total // self.size))


def page_of(session: Session, query: Select[T], number: int, size: int) -> Page[T]:
    """The page of an ordered query over one entity."""
    number = max(1, number)
    counted: Select[Any] = select(func.count()).select_from(query.order_by(None).subquery())
    rows = session.scalars(query.limit(size).offset((number - 1) * size)).all()
    return Page(list(rows), number, session.scalar(counted) or 0, size)


def as_id(value: UUID | str, word: str) -> UUID:
    """The id that a text stands for. NotFound when it stands for none."""
    try:
        return UUID(str(value))
    except ValueError:
        raise NotFound(f"There is no such {word}.") from None


def one_of(session: Session, table: type[T], tenant: str, id: UUID | str, word: str) -> T:
    """The tenant's row of that id. NotFound, in this word, when there is none."""
    row = session.get(table, (tenant, as_id(id, word)))
    if row is None:
        raise NotFound(f"There is no such {word}.")
    return row


def like(text: str) -> str:
    """The pattern for "contains `text`", with the database's own signs taken literally ("/")."""
    escaped = text.strip().replace("/", "//").replace("%", "/%").replace("_", "/_")
    return f"%{escaped}%"
