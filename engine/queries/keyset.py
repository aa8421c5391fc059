"""The part of a list that follows a row, found by an index and not by counting rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, or_


def following(
    last: Sequence[Any], first: Any, second: Any, *, descending: bool = False
) -> ColumnElement[bool]:
    """What comes after the row with the keys `last`, in a list ordered by `first`, then `second`.

    `descending` is said of `first`; `second`, an id, always goes up. The range of `first` stands
    by itself, because both databases look for it in an index.
    """
    at, id = last
    further = first < at if descending else first > at
    same = and_(first == at, second > id)
    return and_(first <= at if descending else first >= at, or_(further, same))
