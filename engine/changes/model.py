"""What a change is told by, and how one is refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from engine.errors import PlumblineError

State = Literal["open", "deployed", "abandoned"]
Mark = Literal["", "added", "changed", "deleted"]


@dataclass(frozen=True)
class ChangeView:
    """A change as it is now. `digest` is that of its bundle; `edition` 0 means nothing was done.

    `base_id` and `base_version` are None for a bundle that was brought in and never deployed.
    `touched_by` began it, or wrote anything in it, also what was refused.
    """

    id: UUID
    bundle_key: str
    title: str
    state: State
    begun_by: str
    begun_at: datetime
    base_id: UUID | None
    base_version: int | None
    digest: str
    edition: int
    touched_by: frozenset[str]
    ended_by: str | None = None
    ended_at: datetime | None = None
    reason: str = ""
    deployment_id: UUID | None = None

    @property
    def open(self) -> bool:
        """Whether anything can still be written in it."""
        return self.state == "open"


@dataclass(frozen=True)
class Edit:
    """One thing done to one file: added, saved, deleted, undone or redone. `note` says more.

    What is `aside` was refused, because the file had changed or was with somebody else; it is
    kept until `settled_by` took it or let it go.
    """

    number: int
    path: str
    by: str
    at: datetime
    what: str
    note: str = ""
    aside: bool = False
    settled_by: str | None = None


@dataclass(frozen=True)
class FileView:
    """A file of a change: `mark` against what the change was begun from, and who wrote it last."""

    path: str
    mark: Mark
    edition: int
    size: int
    by: str | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class Turns:
    """Whether a file can go back to what it was, and on again to what was undone."""

    undo: bool
    redo: bool


@dataclass(frozen=True)
class Hold:
    """That `by` has a file in hand; `taken_from` is whom they took it from."""

    path: str
    by: str
    since: datetime
    until: datetime
    taken_from: str | None = None


class ChangeRefused(PlumblineError):
    """Something cannot be done to a change; nothing was done. `path` is the file, or ""."""

    def __init__(self, sentence: str, remedy: str, path: str = "") -> None:
        self.sentence, self.remedy, self.path = sentence, remedy, path
        super().__init__(f"{path}: {sentence} {remedy}" if path else f"{sentence} {remedy}")


class HeldByAnother(PlumblineError):
    """Somebody else has the file in hand. `aside` is the edit that keeps what was to be written,
    None when nothing was; `taken` says that they took it from the person who is told."""

    def __init__(self, hold: Hold, *, taken: bool = False, aside: int | None = None) -> None:
        self.by, self.since, self.hold = hold.by, hold.since, hold
        self.taken, self.aside = taken, aside
        super().__init__(f"{hold.path} is with somebody else at present.")


class SeveralRefused(PlumblineError):
    """Files that were to be written together cannot be: `each` says why, one for each file that
    is refused. None of them was written; what was refused is kept as the single refusals say."""

    def __init__(self, each: Sequence[ChangeRefused | HeldByAnother | ChangeConflict]) -> None:
        self.each = tuple(each)
        super().__init__(" ".join(map(str, each)))


class ChangeConflict(PlumblineError):
    """The file was written by `by` since it was read. What was to be written is kept as the edit
    `aside` (None for a deletion); `edition` is the file's now."""

    def __init__(self, path: str, by: str, at: datetime, edition: int, aside: int | None) -> None:
        self.path, self.by, self.at = path, by, at
        self.edition, self.aside = edition, aside
        super().__init__(f"{path} was changed by somebody else in the meantime.")
