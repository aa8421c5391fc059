"""Process instances as the API takes and gives them: what runs, and nothing that anybody wrote."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from web.api.shapes import Asked, Given, Instant, Name, PageAsked, Values, Version, Words

Status = Literal["active", "completed", "failed", "cancelled", "suspended"]
Order = Literal["newest", "oldest", "reference", "reference_back"]


class InstancesAsked(PageAsked):
    """Which process instances, and in which order."""

    status: Status | None = None
    process: Name | None = Field(None, description="Key of the process.")
    text: Words = Field("", description="Found in the business key.")
    version: Version | None = Field(None, description="That of its bundle.")
    cohort: Name | None = Field(None, description="Its district, or what else groups instances.")
    person: Name | None = Field(None, description="An open user task is with them, or this role.")
    element: Name | None = Field(None, description="Where it is now.")
    incident: Name | None = Field(None, description="“any”, or the cause of an open incident.")
    overdue: bool = Field(False, description="Only with an open user task that is overdue.")
    since: Instant | None = Field(None, description="Begun then or later.")
    before: Instant | None = Field(None, description="Begun earlier.")
    order: Order = Field("newest", description="By reference, those without one are left out.")


class InstanceGiven(Given):
    """A process instance. `version` is sent back as `seen`."""

    id: UUID
    deployment_id: UUID
    process_key: str
    business_key: str | None
    status: Status
    started_at: datetime
    started_by: str
    ended_at: datetime | None
    cohort: str | None
    version: int


class UserTaskWaiting(Given):
    """An open user task, without anything of its form. `id` is its position, `at` of an act."""

    id: UUID
    element_id: str
    name: str
    assignee: str | None
    candidate_group: str | None
    due_at: datetime | None
    created_at: datetime
    version: int


class JobGiven(Given):
    """Work to be done later. `task_id` is its position, `at` of an act."""

    id: UUID
    kind: str
    queue: str
    state: str
    due_at: datetime
    instance_id: UUID | None
    task_id: UUID | None
    element_id: str | None
    rule: str | None
    attempts: int
    last_error: str | None
    created_at: datetime


class IncidentGiven(Given):
    """Something a person has to look at. Incidents with one `cause` have it in common."""

    id: UUID
    instance_id: UUID | None
    task_id: UUID | None
    job_id: UUID | None
    element_id: str
    process_key: str | None
    kind: str
    cause: str
    sentence: str
    state: str
    occurrences: int
    created_at: datetime
    last_at: datetime
    resolved_at: datetime | None
    resolved_by: str | None
    reason: str | None


class MessageWaiting(Given):
    """A message that is waited for. `id` is its position, `at` of an act."""

    id: UUID
    element_id: str
    message: str
    created_at: datetime


class InstanceDetail(InstanceGiven):
    """A process instance with what it waits for."""

    user_tasks: list[UserTaskWaiting]
    jobs: list[JobGiven]
    messages: list[MessageWaiting]
    incidents: list[IncidentGiven]


class HistoryAsked(PageAsked):
    """Which part of the history."""


class HistoryLine(Given):
    """One line of what happened. `reason` is that of an act by hand."""

    seq: int
    at: datetime
    kind: str
    by: str
    element_id: str | None
    name: str | None
    type: str | None
    reason: str


class StartAsked(Asked):
    """What a new instance begins with."""

    process: Name
    business_key: Name | None = None
    variables: Values = Field(default_factory=dict, max_length=500)


class Started(Given):
    """The new instance."""

    instance_id: UUID


class MessageAsked(Asked):
    """A message for those who wait for it with this key, or for what it starts."""

    message: Name
    key: Words = ""
    payload: Values = Field(default_factory=dict, max_length=500)


class SignalAsked(Asked):
    """A signal for all who wait for it, and for what it starts."""

    signal: Name
    payload: Values = Field(default_factory=dict, max_length=500)


class Reached(Given):
    """The instances that took it or began with it; none when nobody waited."""

    instance_ids: list[UUID]
