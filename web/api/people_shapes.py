"""People who come and leave, their sign-ins and their cover as the API takes and gives them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from web.api.queue_shapes import ReasonAsked
from web.api.shapes import NO_CONTROL, Asked, Given, Instant, Name, PageAsked, Words


class PeopleAsked(PageAsked):
    """Which people: every word in the name, or the staff number; a role; those who have left."""

    text: Words = ""
    role: Words = ""
    left: bool = False


class PersonRow(Given):
    """Somebody of the directory."""

    id: str
    name: str
    email: str
    active: bool
    team_id: str | None


class NewcomerAsked(ReasonAsked):
    """Who comes. `id` is their staff number, as the extract will give it."""

    id: Name
    name: Name
    email: str = Field(min_length=3, max_length=254, pattern=NO_CONTROL)
    team_id: Name | None = None
    line_manager: Name | None = None


class LeaveAsked(ReasonAsked):
    """Why."""

    dry_run: bool = Field(False, description="Change nothing; say what would happen.")


class SignInsAsked(PageAsked):
    """Which attempts."""

    person: Name | None = None
    outcome: Literal["", "accepted", "not_accepted"] = ""
    since: Instant | None = None


class SignInGiven(Given):
    """An attempt to sign in. `person` is null where it is not known whose it was."""

    id: UUID
    at: datetime
    person: str | None
    outcome: str
    way: str
    address: str


class CoverGiven(Given):
    """Days on which `covered_by` does the user tasks of `person`, the last one included."""

    id: UUID
    person: str
    covered_by: str
    starts_on: date
    ends_on: date
    arranged_by: str


class CoversGiven(Given):
    """Every cover that runs today or later, soonest first."""

    items: list[CoverGiven]


class CoverAsked(Asked):
    """Who is covered by whom, from day to day, both included."""

    person: Name
    covered_by: Name
    starts_on: date
    ends_on: date
