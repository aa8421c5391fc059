"""A session whose way to one row by its key is short."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import Select, bindparam, inspect, select
from sqlalchemy.orm import Session

T = TypeVar("T")
PLAIN: dict[str, Any] = {}
ANEW = {"populate_existing": True}


class ShortSession(Session):
    """SQLAlchemy's, but `get` makes its statement once for each table, not at each call.

    We did this because looking up one row by its key was a tenth of the work of a step; we would
    go back if SQLAlchemy kept these statements itself.
    """

    def get(self, entity: Any, ident: Any, **options: Any) -> Any:
        """The row of this key (a tuple), or None; what the session holds already is not read."""
        known = isinstance(ident, tuple) and options in (PLAIN, ANEW)
        if not known or (not options and self._holds(entity, ident)):
            return super().get(entity, ident, **options)
        key = {f"key{place}": part for place, part in enumerate(ident)}
        return self.scalars(_by_key(entity), key, execution_options=options).one_or_none()

    def get_one(self, entity: Any, ident: Any, **options: Any) -> Any:
        """The same; NoResultFound when there is none."""
        found = self.get(entity, ident, **options)
        return super().get_one(entity, ident, **options) if found is None else found

    def _holds(self, entity: type[Any], ident: tuple[Any, ...]) -> bool:
        return inspect(entity).identity_key_from_primary_key(ident) in self.identity_map


@lru_cache(maxsize=256)
def _by_key(entity: type[T]) -> Select[T]:
    keys = enumerate(inspect(entity).primary_key)
    return select(entity).where(*(column == bindparam(f"key{place}") for place, column in keys))
