"""A list too long to count: some rows at a time, each time from where the last one ended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

T = TypeVar("T")
SIZE = 25
MANY = 1000


@dataclass(frozen=True)
class Slice(Generic[T]):
    """Some rows; `after` is the place to go on from, None at the end of the list."""

    rows: list[T]
    after: str | None


def slice_of(rows: Sequence[T], size: int, place_of: Callable[[T], str]) -> Slice[T]:
    """Of up to `size` + 1 rows in order the first `size`; `place_of` gives the place of a row."""
    shown = list(rows[:size])
    return Slice(shown, place_of(shown[-1]) if len(rows) > size else None)


def place(at: datetime | str, identity: UUID) -> str:
    """A place in a list ordered by an instant or a name, then by id; fit for an address."""
    return f"{at if isinstance(at, str) else at.isoformat()}_{identity.hex}"


def read_place(after: str | None) -> tuple[datetime, UUID] | None:
    """What `place` wrote; None for anything else."""
    at, _, identity = (after or "").partition("_")
    try:
        instant = datetime.fromisoformat(at)
        return (instant, UUID(hex=identity)) if instant.tzinfo else None
    except ValueError:
        return None


def count_up_to(session: Session, query: Select[Any], most: int = MANY) -> int:
    """How many rows, and `most` + 1 for more than `most`: counting never takes long."""
    some = query.order_by(None).limit(most + 1).subquery()
    return session.scalar(select(func.count()).select_from(some)) or 0
