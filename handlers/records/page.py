"""What the page of an audit shows: plain values, in words where people read them. No answers,
no grades, nothing about the child: what a reader may see of those is decided above."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class Participant:
    """Somebody who takes part; `role` in words."""

    id: str
    name: str
    role: str


@dataclass(frozen=True)
class Happening:
    """A line of the timeline."""

    at: datetime
    sentence: str


@dataclass(frozen=True)
class DocumentLine:
    """A document of the audit; `superseded` when a newer form exists."""

    id: UUID
    name: str
    stage: int
    made_at: datetime
    superseded: bool


@dataclass(frozen=True)
class CopyLine:
    """Who was sent which document, in which role, and the table row that chose them.

    `rule` is the row's name in the table, `why` its own explanation; `attached` False means that
    the letter led to the document behind sign-in.
    """

    person: str
    role: str
    document: UUID
    stage: int
    version: int
    rule: str
    why: str
    attached: bool
    at: datetime


@dataclass(frozen=True)
class LetterLine:
    """A letter that went out, why its reader got it, and what became of it."""

    letter: str
    person: str
    subject: str
    why: str
    state: str
    at: datetime


@dataclass(frozen=True)
class AuditPage:
    """An audit as its page shows it. `people` by part; `where` says in sentences where it is.

    `instance_id` is None until its process has begun.
    """

    id: UUID
    instance_id: UUID | None
    reference: str
    month: str
    category: str
    state: str
    team: str
    people: Mapping[str, Participant]
    where: tuple[str, ...]
    timeline: tuple[Happening, ...]
    documents: tuple[DocumentLine, ...]
    copies: tuple[CopyLine, ...]
    letters: tuple[LetterLine, ...]
