"""Operations by hand as the API takes them, and what they change."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field

from web.api.instance_shapes import Status
from web.api.queue_shapes import ReasonAsked
from web.api.shapes import Given, Instant, Name, Values, Version


def _in_our_time(at: datetime) -> datetime:
    if not 2000 <= at.year <= 2100:
        raise ValueError("the year must be from 2000 to 2100")
    return at


Due = Annotated[Instant, AfterValidator(_in_our_time)]


class ActAsked(ReasonAsked):
    """Every act: why, whether only to see what it would do, and the instance's version that was
    seen when it was decided (an instance that has moved since is left alone: 409)."""

    dry_run: bool = Field(False, description="Change nothing; say what would happen.")
    seen: Version | None = None


class SkipAsked(ActAsked):
    """Go on as if what is at this position were done and had given this."""

    at: UUID
    given: Values = Field(default_factory=dict, max_length=500)


class MoveAsked(ActAsked):
    """Take the token from its position and put it on another element."""

    at: UUID
    to: Name


class GoBackAsked(ActAsked):
    """Reopen an earlier user task."""

    to: Name


class VariablesAsked(ActAsked):
    """Set variables. History and audit log name them and keep no value."""

    changes: Values = Field(min_length=1, max_length=500)


class DueAsked(ActAsked):
    """Move an armed timer, or the date by which a user task is asked for."""

    at: UUID
    due: Due


class SuspendAsked(ActAsked):
    """Let nothing move; with `stop_clock` its dates wait as well."""

    stop_clock: bool = False


class ReassignAsked(ActAsked):
    """Give an open user task to another person, or to everybody with a role: one of the two."""

    at: UUID
    person: Name | None = None
    group: Name | None = None


class TellAsked(ActAsked):
    """Bring the message that is waited for at this position."""

    at: UUID
    payload: Values = Field(default_factory=dict, max_length=500)


class RetryAsked(ActAsked):
    """Try again what an incident stopped, with these variables changed before."""

    incident: UUID
    changes: Values = Field(default_factory=dict, max_length=500)


class MigrateAsked(ActAsked):
    """Carry it over to another version of its bundle."""

    deployment: UUID


class ConsequenceGiven(Given):
    """One thing that changes. `kind` is status, user task, timer, message, service, letter,
    incident, done or note."""

    kind: str
    element_id: str
    sentence: str


class EffectGiven(Given):
    """What it did, or would do. `final` says why it cannot be undone, and is empty when it can."""

    dry_run: bool
    status: Status
    consequences: list[ConsequenceGiven]
    final: str
