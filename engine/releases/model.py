"""What releases are told by, and how one is refused. Plain, frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from engine.differences import Kind
from engine.errors import PlumblineError
from engine.impact import Verdict

PartName = Literal["touched", "asked", "approved", "sent_back"]
State = Literal["open", "approved", "sent_back", "void"]
How = Literal["now", "from", "groups"]
# What engine.impact finds of instances that can be carried over to a version.
CARRIED_KINDS: tuple[Verdict, ...] = ("unaffected", "follows", "keeps_dates")
RENAMED = "The key of the bundle is not the one the change was begun with."


class ReleaseRefused(PlumblineError):
    """It may not be approved, deployed or rolled out like this; nothing was done."""

    def __init__(self, sentence: str, remedy: str) -> None:
        self.sentence, self.remedy = sentence, remedy
        super().__init__(f"{sentence} {remedy}")


@dataclass(frozen=True)
class Part:
    """What somebody did in an approval, and what they said to it."""

    person: str
    part: PartName
    at: datetime
    note: str


@dataclass(frozen=True)
class ApprovalView:
    """An approval of one digest as it is now. `void_because` says why it holds no more, or "".

    `touched` are those who ever wrote anything in the change, also what was undone or refused.
    """

    id: UUID
    change_id: UUID
    bundle_key: str
    digest: str
    against: UUID | None
    asked_by: str
    asked_at: datetime
    note: str
    emergency: str
    state: State
    void_because: str
    touched: frozenset[str]
    parts: tuple[Part, ...]

    @property
    def barred(self) -> frozenset[str]:
        """Those who may not approve it: who touched the change, and who asked."""
        return self.touched | {self.asked_by}

    @property
    def needed(self) -> int:
        """How many others have to approve: two in an emergency."""
        return 2 if self.emergency else 1

    @property
    def approved(self) -> tuple[Part, ...]:
        """Who has approved, in order."""
        return tuple(part for part in self.parts if part.part == "approved")

    @property
    def answers(self) -> tuple[Part, ...]:
        """Who has approved it or sent it back, in order."""
        return tuple(part for part in self.parts if part.part in ("approved", "sent_back"))

    @property
    def stands(self) -> bool:
        """Whether this very content may be deployed."""
        return self.state == "approved"


@dataclass(frozen=True)
class Roll:
    """How a version comes into force: at once, from an instant, or for some groups first."""

    how: How = "now"
    starts_at: datetime | None = None
    groups: tuple[str, ...] = ()


AT_ONCE = Roll()


@dataclass(frozen=True)
class Sentence:
    """A difference as it was told when it was released; `lane` is whose work it touches.

    `affected` are those it matters to, as kind and name of an audience: none of a version that
    was released before that was kept.
    """

    sentence: str
    lane: str
    file: str
    affected: tuple[tuple[Kind, str], ...] = ()


@dataclass(frozen=True)
class Progress:
    """How far running instances have been carried over to a version."""

    asked: int = 0
    done: int = 0
    stuck: int = 0

    @property
    def waiting(self) -> int:
        """Those whose turn has not come."""
        return self.asked - self.done - self.stuck


@dataclass(frozen=True)
class ReleaseView:
    """A version of a bundle with its story. `kind` is plain for one that has none.

    `state` is waiting, trial, done or stopped; `in_force` whether new instances begin with it.
    """

    deployment_id: UUID
    bundle_key: str
    version: int
    digest: str
    title: str
    in_force: bool
    kind: str
    by: str
    at: datetime
    note: str
    release_id: UUID | None = None
    back_to: int | None = None
    change_id: UUID | None = None
    authors: tuple[str, ...] = ()
    approved: tuple[Part, ...] = ()
    emergency: str = ""
    sentences: tuple[Sentence, ...] = ()
    running: Mapping[str, int] | None = None
    roll: Roll = AT_ONCE
    variable: str = ""
    state: str = "done"
    ended_at: datetime | None = None
    ended_by: str | None = None
    before_id: UUID | None = None

    @property
    def under_way(self) -> bool:
        """Whether it is still being rolled out."""
        return self.state in ("waiting", "trial")
