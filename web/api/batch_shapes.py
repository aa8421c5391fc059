"""Batches as the API takes and gives them: one operation by hand for many instances."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from engine.acting import Act
from web.api.act_shapes import Due
from web.api.instance_shapes import Status
from web.api.shapes import Asked, Given, Name, PageAsked, Values, Version

Kind = Literal[
    "retry", "skip", "move", "back", "reassign", "due", "variables", "message", "suspend",
    "resume", "cancel", "migrate", "undo",
]  # fmt: skip
State = Literal["waiting", "fits", "refused", "done", "failed", "cancelled"]


class BatchActAsked(Asked):
    """The operation. `element` says where, `to` the element to go to; `given` what is given
    instead, the variables, or the message's payload."""

    kind: Kind
    element: str = Field("", max_length=200)
    to: str = Field("", max_length=200)
    given: Values = Field(default_factory=dict, max_length=500)
    due: Due | None = None
    person: Name | None = None
    group: Name | None = None
    stop_clock: bool = False
    deployment: UUID | None = None

    def act(self) -> Act:
        """The same for the engine."""
        return Act(**{name: getattr(self, name) for name in type(self).model_fields})


class FiltersAsked(Asked):
    """Instances that go on and satisfy all of these, as in the list of instances."""

    process: Name | None = None
    text: str = Field("", max_length=200)
    version: Version | None = None
    cohort: Name | None = None
    element: Name | None = None
    incident: Name | None = None
    status: Status | None = None


class BatchAsked(Asked):
    """What is to be done to which instances: said by id, by the cause of their incidents, or by
    filters. Say one of the three."""

    act: BatchActAsked
    instances: list[UUID] | None = Field(None, min_length=1, max_length=10_000)
    cause: Name | None = None
    filters: FiltersAsked | None = None


class BatchMade(Given):
    """The batch, which is being looked at: every one is tried and rolled back."""

    batch_id: UUID


class BatchGiven(Given):
    """A batch. `state` is looking, looked, running, done or cancelled."""

    id: UUID
    kind: str
    selection: str
    state: str
    total: int
    retry_of: UUID | None
    by: str
    reason: str
    at: datetime
    begun_by: str | None
    begun_at: datetime | None
    ended_by: str | None
    ended_at: datetime | None


class BatchCounts(Given):
    """How many instances are in each state."""

    waiting: int
    fits: int
    refused: int
    done: int
    failed: int
    cancelled: int


class BatchDetail(BatchGiven):
    """A batch and how far it is."""

    counts: BatchCounts


class ItemsAsked(PageAsked):
    """Which instances of a batch."""

    state: State | None = None


class ItemGiven(Given):
    """One instance of a batch, or an incident of none. `sentence` says why it was refused or has
    failed."""

    number: int
    instance_id: UUID | None
    incident_id: UUID | None
    business_key: str | None
    state: State
    sentence: str
    at: datetime | None
