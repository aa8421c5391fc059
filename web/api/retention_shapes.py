"""The schedule, holds and erasures as the API takes and gives them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from web.api.queue_shapes import ReasonAsked
from web.api.shapes import NO_CONTROL, SAID, Given, Words

Number = Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=SAID)]
OtherName = Annotated[str, StringConstraints(min_length=3, max_length=200, pattern=SAID)]


class PeriodGiven(Given):
    """How long a kind of record is kept. `months` null: for ever."""

    kind: str
    months: int | None
    counts_from: str
    action: str


class DueGiven(Given):
    """How many records of a kind are past their time now, and in each of the next months."""

    kind: str
    now: int
    months: list[int]


class ScheduleGiven(Given):
    """The schedule in force, and what comes up by it as counted at `counted_at`: null before the
    first count. `stale`: schedule or holds have changed since; `counting`: a count is under way."""

    periods: list[PeriodGiven]
    due: list[DueGiven]
    counted_at: datetime | None
    stale: bool
    counting: bool


class HoldAsked(ReasonAsked):
    """What is to be held: the number of a child's case, the id of a person, the reference of an
    audit, or everything."""

    about: Literal["child", "person", "audit", "all"]
    subject: Annotated[str, StringConstraints(max_length=60, pattern=NO_CONTROL)] = ""


class HoldGiven(Given):
    """A legal hold. `subject` is null for an audit, which has an id, and for everything."""

    id: UUID
    about: str
    subject: str | None
    audit_id: UUID | None
    reason: str
    set_by: str
    set_at: datetime


class HoldsGiven(Given):
    """Those that stand, the latest first."""

    items: list[HoldGiven]


class HoldMade(Given):
    """The hold that was placed."""

    hold_id: UUID


class SubjectAsked(ReasonAsked):
    """Who is meant: a number or id, and other words for them, which are looked for and not kept."""

    about: Literal["child", "person"]
    number: Number
    names: list[OtherName] = Field(default_factory=list, max_length=20)


class ErasureAsked(SubjectAsked):
    """`seen` is that of a dry run: only exactly that is done. Without it a dry run is made."""

    seen: Words = ""


class ObstacleGiven(Given):
    """What stands in the way, and what can be done."""

    sentence: str
    remedy: str


class LineGiven(Given):
    """A table in numbers of rows: naming them before, removed, reworded, and naming them still."""

    table: str
    holds: str
    looked: int
    before: int
    removed: int
    reworded: int
    left: int


class ErasureForetold(Given):
    """What an erasure would do, or did: then it has an id. It is done only with `seen`."""

    erasure_id: UUID | None
    obstacles: list[ObstacleGiven]
    cautions: list[str]
    seen: str
    tables: list[LineGiven]
    left: list[str]


class ErasureGiven(Given):
    """An erasure. `state` is certified or not_certified, by the last search, or not_searched."""

    id: UUID
    token: str
    about: str
    state: str
    by: str
    at: datetime
    reason: str
    searched_at: datetime
    digests: list[str]
    salt: str


class ErasuresGiven(Given):
    """The latest, newest first."""

    items: list[ErasureGiven]


class ErasureDetail(ErasureGiven):
    """An erasure with what was found and done, and what names them still."""

    tables: list[LineGiven]
    left: list[str]


class FileGiven(Given):
    """A file, its bytes in base64."""

    name: str
    media_type: str
    content: str
