"""Long work that people begin and watch: what becomes of it, in the words of its rows.

Simulations, scenarios and replays each have a table of their own; how one is begun in a child
process, cancelled and ended is the same for all.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, ClassVar
from uuid import UUID

from engine.database import Base, Database, insert_new
from engine.errors import PlumblineError
from web.children import Children

WAITING, RUNNING, DONE, FAILED = "waiting", "running", "done", "failed"
CANCELLED, INTERRUPTED = "cancelled", "interrupted"
DIED = "Its process ended without an answer."
MOST_TROUBLE = 500
# A run tells something every few seconds; one that has been silent for so long is gone.
SILENT = timedelta(minutes=2)


class RunsAlready(PlumblineError):
    """Another of its kind runs on some server; nothing was written."""


def write_down(database: Database, table: type[Base], rows: Iterable[Mapping[str, Any]]) -> None:
    """Write rows of runs that begin, all or none. RunsAlready: the database lets one of a kind
    run at a time, however many servers ask at the same moment."""
    with database.write() as session:
        if not all(insert_new(session, table, row) for row in rows):
            raise RunsAlready


@dataclass
class Runs(ABC):
    """The runs of one kind on this server. One at a time: its machine has its staff to serve."""

    database: Database
    tenant: str
    now: Callable[[], datetime]
    children: Children = field(default_factory=Children)
    too_long: ClassVar[str] = "It took longer than half an hour and was stopped."

    @abstractmethod
    def note(self, id: UUID, values: Mapping[str, Any]) -> None:
        """Write into the run's row, unless it has ended."""

    @property
    def running(self) -> list[UUID]:
        """Those this server runs, or will run after them."""
        return self.children.running

    def cancel(self, id: UUID) -> None:
        """End it; nothing happens when it has ended or another server runs it."""
        self.end(id, CANCELLED)
        self.children.stop(id)

    def end(self, id: UUID, state: str, **more: Any) -> None:
        """Write that it has ended, and with what."""
        self.note(id, {"state": state, "ended_at": self.now(), **more})

    def fail(self, id: UUID, trouble: str) -> None:
        """Write that it has failed, and why."""
        self.end(id, FAILED, trouble=trouble[:MOST_TROUBLE])

    def over(self, id: UUID) -> Callable[[bool], None]:
        """What is told when its process ends: a run that has said how it ended keeps that."""
        return lambda late: self.fail(id, self.too_long if late else DIED)
