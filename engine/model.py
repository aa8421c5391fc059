"""The values that cross the engine's boundary: plain, frozen, nothing but their fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from uuid import UUID

Variables = Mapping[str, object]

Level = Literal["error", "warning", "advice"]
InstanceStatus = Literal["active", "completed", "failed", "cancelled", "suspended"]


@dataclass(frozen=True)
class Finding:
    """Something about a bundle that a process owner should know, with the way to put it right.

    `rule` names the rule in the catalogue that was broken.
    """

    level: Level
    file: str
    element: str
    sentence: str
    remedy: str
    rule: str = ""


@dataclass(frozen=True)
class UserTaskWait:
    """A user task that waits for a person, as the diagram describes it at this moment."""

    task_id: UUID
    element_id: str
    name: str
    lane: str | None = None
    assignee: str | None = None
    candidate_group: str | None = None
    due: datetime | None = None
    form: str | None = None
    sections: tuple[str, ...] | None = None
    context: Variables = field(default_factory=dict)
    reviews: str | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    starts_from: str | None = None


@dataclass(frozen=True)
class TimerWait:
    """A timer that is armed: when it is due and the rule that made the instant."""

    task_id: UUID
    element_id: str
    due: datetime
    rule: str


@dataclass(frozen=True)
class Offer:
    """A message that people may send by pressing a button: `people`, or a `group`.

    `label` and `hint` are for them to read; `form` asks what is to go with it. `taken` counts how
    often it has been sent, where it may be sent again. What is `urgent` is shown before all else.
    """

    label: str
    hint: str
    people: tuple[str, ...]
    group: str | None
    form: str | None
    taken: int
    urgent: bool = False


@dataclass(frozen=True)
class MessageWait:
    """A place that waits for a message with this name and correlation key."""

    task_id: UUID
    element_id: str
    message: str
    key: str
    offer: Offer | None = field(default=None, compare=False)


@dataclass(frozen=True)
class SignalWait:
    """A place that waits for a signal with this name."""

    task_id: UUID
    element_id: str
    signal: str


@dataclass(frozen=True)
class ConditionWait:
    """A place that waits until an expression becomes true."""

    task_id: UUID
    element_id: str
    text: str


@dataclass(frozen=True)
class ServiceWait:
    """An activity whose handler is to be run as a job after commit."""

    task_id: UUID
    element_id: str
    name: str
    operation: str
    inputs: Variables


@dataclass(frozen=True)
class Waits:
    """Everything one process instance waits for, by the id of its position in the diagram."""

    user_tasks: Mapping[UUID, UserTaskWait] = field(default_factory=dict)
    timers: Mapping[UUID, TimerWait] = field(default_factory=dict)
    messages: Mapping[UUID, MessageWait] = field(default_factory=dict)
    services: Mapping[UUID, ServiceWait] = field(default_factory=dict)
    signals: Mapping[UUID, SignalWait] = field(default_factory=dict)
    conditions: Mapping[UUID, ConditionWait] = field(default_factory=dict)


@dataclass(frozen=True)
class Problem:
    """An activity that could not be carried out. `sentence` never holds data values."""

    task_id: UUID | None
    element_id: str
    kind: Literal["expression", "decision", "handler", "budget", "stalled", "error"]
    sentence: str


@dataclass(frozen=True)
class ThrownMessage:
    """A message the instance sent, to be delivered after commit."""

    message: str
    key: str
    payload: Variables


@dataclass(frozen=True)
class ThrownSignal:
    """A signal the instance broadcast, for the other instances, after commit."""

    signal: str
    payload: Variables


@dataclass(frozen=True)
class Received:
    """Something an instance was told from outside: what is needed to run it again.

    `values` are the variables it began with, the results of a user task, the outputs of a service,
    or a payload: never the answers themselves. `name` is a message's or signal's, an error's code,
    or which instance of a loop a user task was, counted from 1.
    """

    kind: Literal["start", "user_task", "service", "error", "message", "signal"]
    element_id: str
    values: Variables
    name: str = ""


@dataclass(frozen=True)
class Step:
    """One line of what happened, in order: an element was reached, completed, cancelled, failed.

    `process` is the key of the process the element is drawn in.
    """

    task_id: UUID
    element_id: str
    name: str
    type: str
    state: Literal["reached", "completed", "cancelled", "failed"]
    at: datetime
    process: str = ""


@dataclass(frozen=True)
class Activity:
    """The activity a handler is called for. `key` is the same on every retry and only then."""

    task_id: UUID
    element_id: str
    name: str
    key: str


@dataclass(frozen=True)
class Deployment:
    """A bundle as deployed. `new` is False when the same digest had been deployed before."""

    id: UUID
    key: str
    digest: str
    version: int
    new: bool


@dataclass(frozen=True)
class Completed:
    """What became of a submission. `incident`: the answers are kept, but the process is held up."""

    submission_id: UUID
    instance_status: InstanceStatus
    incident: bool


@dataclass(frozen=True)
class Attachment:
    """A document as it goes with a letter."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class MailToSend:
    """A letter ready to leave. `message_id` is the same at every attempt."""

    id: UUID
    message_id: str
    letter: str
    recipient: str
    address: str
    subject: str
    body: str
    created_at: datetime
    attachments: tuple[Attachment, ...] = ()
