"""Incidents and their causes as the API takes and gives them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from web.api.shapes import Asked, Given, Name, PageAsked

# Several lines, with at least one sign that can be seen.
NOTED = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*[^\s\x00-\x1f\x7f][^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"
Note = Annotated[str, StringConstraints(min_length=1, max_length=2_000, pattern=NOTED)]


class IncidentsAsked(PageAsked):
    """Which incidents."""

    state: Literal["open", "resolved", "all"] = "open"
    kind: Name | None = None
    instance_id: UUID | None = None
    cause: Name | None = None


class Retried(Given):
    """Whether it went on. When not, the incident stays open."""

    went_on: bool


class CausesAsked(PageAsked):
    """Which causes. Of those resolved the latest 5,000 incidents are looked through."""

    state: Literal["open", "resolved"] = "open"
    process: Name | None = Field(None, description="Key of the process.")
    person: Name | None = Field(None, description="Who looks after it.")
    unassigned: bool = Field(False, description="Only those that nobody looks after.")


class CauseGiven(Given):
    """What incidents have in common: process, element, kind, and the sentence without numbers and
    addresses. `sentence` is that of one of them; `person` looks after them."""

    cause: str
    open: bool
    number: int
    instances: int
    first: datetime
    last: datetime
    process_key: str | None
    element_id: str
    kind: str
    sentence: str
    person: str | None


class NoteGiven(Given):
    """What somebody found out."""

    id: UUID
    by: str
    at: datetime
    words: str


class CauseDetail(CauseGiven):
    """A cause with its care; notes, the latest first."""

    assigned_by: str | None
    assigned_at: datetime | None
    notes: list[NoteGiven]


class AssignAsked(Asked):
    """Who is to look after it: an administrator, null for nobody. `seen` is who did when that was
    decided, "" for nobody; without it whoever did is replaced."""

    person: Name | None
    seen: str | None = Field(None, max_length=200)


class NoteAsked(Asked):
    """What was found out. No names of children, and nothing about them."""

    words: Note


class NoteMade(Given):
    """The note."""

    note_id: UUID


class ClosedGiven(Given):
    """How many were closed, and how many of those looked at stay, as they hold up something."""

    closed: int
    kept: int
