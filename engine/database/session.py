"""A session whose way to one row by its key is short."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import Select, UpdateBase, bindparam, inspect, select
from sqlalchemy.orm import Session

T = TypeVar("T")
PLAIN: dict[str, Any] = {}
ANEW = {"populate_existing": True}
MOST_HELD = 100


class ShortSession(Session):
    """SQLAlchemy's, but `get` makes its statement once for each table, not at each call, and
    holds on to what it has read until a statement writes to that table.

    We did this because looking up one row by its key was a tenth of the work of a step, and rows
    that nobody held were read again by every handler of it; we would go back if SQLAlchemy kept
    both itself.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._read: dict[str, list[object]] = defaultdict(list)

    def get(self, entity: Any, ident: Any, **options: Any) -> Any:
        """The row of this key (a tuple), or None; what the session holds already is not read."""
        known = isinstance(ident, tuple) and options in (PLAIN, ANEW)
        if not known or (not options and self._holds(entity, ident)):
            return super().get(entity, ident, **options)
        key = {f"key{place}": part for place, part in enumerate(ident)}
        found = self.scalars(_by_key(entity), key, execution_options=options).one_or_none()
        if found is not None:
            self._hold(found)
        return found

    def get_one(self, entity: Any, ident: Any, **options: Any) -> Any:
        """The same; NoResultFound when there is none."""
        found = self.get(entity, ident, **options)
        return super().get_one(entity, ident, **options) if found is None else found

    def execute(self, statement: Any, *args: Any, **options: Any) -> Any:
        """As ever; what was read of a table that is written to here is not held any longer."""
        if isinstance(statement, UpdateBase):
            self._read.pop(getattr(statement.table, "name", ""), None)
        return super().execute(statement, *args, **options)

    def close(self) -> None:
        """As ever, and nothing is held any longer."""
        self._read.clear()
        super().close()

    def _holds(self, entity: type[Any], ident: tuple[Any, ...]) -> bool:
        return inspect(entity).identity_key_from_primary_key(ident) in self.identity_map

    def _hold(self, row: Any) -> None:
        held = self._read[row.__tablename__]
        if len(held) < MOST_HELD:
            held.append(row)


@lru_cache(maxsize=256)
def _by_key(entity: type[T]) -> Select[T]:
    keys = enumerate(inspect(entity).primary_key)
    return select(entity).where(*(column == bindparam(f"key{place}") for place, column in keys))
