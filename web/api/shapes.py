"""What every record of the API is made of: strict on the way in, plain on the way out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any, Generic, TypeVar

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from engine.queries.slices import Slice
from web.api import cursors

# What no database takes, and nobody types.
NO_CONTROL = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"
# The same, with at least one sign that can be seen.
SAID = r"^[^\x00-\x1f\x7f]*[^\s\x00-\x1f\x7f][^\x00-\x1f\x7f]*$"

Words = Annotated[str, StringConstraints(max_length=200, pattern=NO_CONTROL)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=NO_CONTROL)]
Reason = Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=SAID)]
Version = Annotated[int, Field(ge=0, le=cursors.HIGHEST)]
Instant = AwareDatetime
Key = Annotated[str, StringConstraints(min_length=1, max_length=80, pattern=NO_CONTROL)]
Values = dict[str, Any]


class Asked(BaseModel):
    """What comes in: nothing that was not asked for, and nothing of another type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Given(BaseModel):
    """What goes out."""

    model_config = ConfigDict(frozen=True, from_attributes=True)


class PageAsked(Asked):
    """Which part of a list."""

    limit: int = Field(25, ge=1, le=100, description="How many at most.")
    cursor: str | None = Field(
        None,
        min_length=1,
        max_length=500,
        description="Where to go on: `next` of the answer before. Keep the filters the same.",
    )


Row = TypeVar("Row", bound=Given)


class Listed(Given, Generic[Row]):
    """Part of a list. `next` is the cursor of what follows, null at the end."""

    items: list[Row]
    next: str | None


def listed(
    shape: type[Row], found: Sequence[Any], limit: int, keys: Callable[[Any], Sequence[object]]
) -> Listed[Row]:
    """Part of a list out of rows, of which one more than `limit` was looked for."""
    rows = found[:limit]
    following = cursors.written(keys(rows[-1])) if len(found) > limit else None
    return _part(shape, rows, following)


def sliced(shape: type[Row], found: Slice[Any]) -> Listed[Row]:
    """Part of a list as the engine's queries give it."""
    return _part(shape, found.rows, cursors.written((found.after,)) if found.after else None)


def _part(shape: type[Row], rows: Sequence[Any], following: str | None) -> Listed[Row]:
    made: type[Listed[Row]] = Listed[shape]  # type: ignore[valid-type]
    return made(items=[shape.model_validate(row) for row in rows], next=following)
