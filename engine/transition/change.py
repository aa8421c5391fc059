"""What changed between two rests: the one input of everything that writes rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from engine.model import Problem, Waits
from engine.spiff import Execution
from engine.tables import ProcessInstance

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True)
class Rest:
    """What an instance waits for and what holds it up, at one moment."""

    waits: Waits = field(default_factory=Waits)
    problems: tuple[Problem, ...] = ()

    @classmethod
    def of(cls, execution: Execution) -> Rest:
        """The present rest of an execution."""
        return cls(execution.waits(), tuple(execution.problems()))

    def ids(self) -> set[UUID]:
        """Every position that waits or is held up."""
        waits = self.waits
        held = {problem.task_id for problem in self.problems if problem.task_id is not None}
        heard = {*waits.messages, *waits.signals, *waits.conditions}
        return {*waits.user_tasks, *waits.timers, *heard, *waits.services, *held}


@dataclass(frozen=True)
class Act:
    """Who moved the instance and where. `task_id` is the position acted on, if there was one.

    `reopened` are user tasks whose rows are there still, from before they were closed.
    """

    by: str
    task_id: UUID | None = None
    lines: tuple[Mapping[str, Any], ...] = ()
    detail: Mapping[str, Any] = field(default_factory=dict)
    reopened: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class Change:
    """From `before` to `after`, in the transaction of `session`.

    `left` is how much may still follow by itself.
    """

    session: Session
    tenant: str
    now: datetime
    row: ProcessInstance
    act: Act
    before: Rest
    after: Rest
    left: int


def added(before: Mapping[K, V], after: Mapping[K, V]) -> Iterable[V]:
    """The values that are new or different."""
    return [value for key, value in after.items() if before.get(key) != value]


def removed(before: Mapping[K, V], after: Mapping[K, V]) -> list[K]:
    """The keys whose value is gone or different."""
    return [key for key, value in before.items() if after.get(key) != value]
