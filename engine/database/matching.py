"""Statements that find rows by what some of their columns are, each made once."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import Select, bindparam, select

T = TypeVar("T")


def matching(entity: type[T], *columns: str, order: tuple[str, ...] = ()) -> Select[T]:
    """The rows whose `columns` equal the values given under their names when it is executed.

    Making such a statement takes longer than carrying it out, so it is kept.
    """
    table: Any = entity
    found: Select[T] = _made(table, columns, order)
    return found


@lru_cache(maxsize=1024)
def _made(entity: Any, columns: tuple[str, ...], order: tuple[str, ...]) -> Any:
    same = (getattr(entity, name) == bindparam(name) for name in columns)
    return select(entity).where(*same).order_by(*(getattr(entity, name) for name in order))
