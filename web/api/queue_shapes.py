"""Queues, jobs and letters as the API takes and gives them."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from web.api.instance_shapes import JobGiven
from web.api.shapes import NO_CONTROL, Asked, Given, Instant, Name, PageAsked, Reason, Version

MailState = Literal["queued", "sending", "sent", "refused", "gave_up", "kept"]


class ReasonAsked(Asked):
    """Why it is done. It is kept in the audit log: no names of children."""

    reason: Reason


class JobsAsked(PageAsked):
    """Which jobs: late, waiting for later, to be tried again, at work, or held up; or all."""

    state: Literal["", "late", "waiting", "again", "leased", "held"] = ""
    kind: Name | None = None
    element: Name | None = None


class JobRow(JobGiven):
    """A job, with the reference of its instance."""

    business_key: str | None


class HurryAsked(ReasonAsked):
    """Why, and how often it had been tried when that was decided."""

    seen: Version


class QueueGiven(Given):
    """A queue. `late` counts what has been due for a minute, one more than 1,000 for more."""

    queue: str
    late: int
    leased: int
    first_due: datetime | None
    lag_seconds: float
    paused_by: str | None
    paused_at: datetime | None


class QueuesGiven(Given):
    """Every queue."""

    items: list[QueueGiven]


class LettersAsked(PageAsked):
    """Which letters."""

    state: MailState | Literal["not_arrived"] | None = None
    letter: Name | None = None
    business_key: Name | None = None
    recipient: Name | None = None
    since: Instant | None = None


class LetterGiven(Given):
    """A letter without its words. `standing` is sent back as `seen`.

    `state` sent means handed over to the mail server, refused that it will never be taken, gave_up
    that it was tried for days, kept that letters are only kept here.
    """

    id: UUID
    instance_id: UUID | None
    business_key: str | None
    letter: str
    recipient: str
    state: MailState
    answer: str | None
    created_at: datetime
    sent_at: datetime | None
    attempts: int
    due_at: datetime
    standing: str


class ResendAsked(ReasonAsked):
    """Why, how far the letter had got when that was decided, and the reader's right address where
    that was the trouble."""

    seen: str = Field(min_length=1, max_length=100)
    address: str = Field("", max_length=254, pattern=NO_CONTROL)


class Resent(Given):
    """The letter that goes now: the same, or a copy of one that had gone."""

    letter_id: UUID


class TestLetterAsked(Asked):
    """Where it goes."""

    to: str = Field(min_length=3, max_length=254, pattern=r"^[^@\s]+@[^@\s]+$")


class TestLetterGiven(Given):
    """What happened: `trouble` is empty when the server took it. `version` and `cipher` are those
    of the encryption, empty without any."""

    server: str
    trouble: str
    answer: str
    version: str
    cipher: str
