"""People, their roles and sign-ins as the API takes and gives them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pydantic import Field

from web.api.queue_shapes import ReasonAsked
from web.api.shapes import Given


class RoleHeld(Given):
    """A role with how many people hold it; `only` is the one person when it is one."""

    role: str
    people: int
    only: str | None


class RolesHeld(Given):
    """Every role there is."""

    items: list[RoleHeld]


class RoleGiven(Given):
    """A role held today. `scope` "" is all of the council."""

    role: str
    scope: str


class AppointmentGiven(Given):
    """A role given by hand, from day to day, both included."""

    id: UUID
    role: str
    scope: str
    starts_on: date
    ends_on: date | None
    given_by: str


class PersonGiven(Given):
    """Somebody of the directory."""

    id: str
    name: str
    email: str
    active: bool
    team_id: str | None
    line_manager: str | None
    roles: list[RoleGiven]
    appointments: list[AppointmentGiven]


class HeldAsked(ReasonAsked):
    """A role for a scope, and why."""

    role: str = Field(min_length=1, max_length=40)
    scope: str = Field("", max_length=80)
    dry_run: bool = Field(False, description="Change nothing; say what would happen.")


class GiveRoleAsked(HeldAsked):
    """The same from day to day, both included; today and for good when they are left out."""

    starts_on: date | None = None
    ends_on: date | None = None


class Foretold(Given):
    """What it does, or would do, in sentences."""

    dry_run: bool
    sentences: list[str]
