"""One instance of a rehearsal: moved at the clock's instant, its steps noted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from engine.model import Problem, ThrownMessage, ThrownSignal, UserTaskWait
from engine.rehearsal.answers import Answer
from engine.rehearsal.host import RehearsalHost
from engine.rehearsal.journal import Journal
from engine.rehearsal.model import Outcome
from engine.spiff import BudgetExceeded, Definitions, Execution


@dataclass
class Running:
    """`asked` are the user tasks whose answers have been looked up; `broken` is what stopped it."""

    number: int
    process: str
    definitions: Definitions
    host: RehearsalHost
    journal: Journal
    execution: Execution
    asked: set[UUID] = field(default_factory=set)
    messages: list[ThrownMessage] = field(default_factory=list)
    signals: list[ThrownSignal] = field(default_factory=list)
    broken: Problem | None = None

    def move(self, now: datetime, act: Callable[[Execution], Any]) -> Any:
        """Do something and run until everything waits; what `act` gave, None when broken."""
        if self.broken is not None:
            return None
        try:
            self._wind(now)
            given = act(self.execution)
            self.execution.run()
        except BudgetExceeded as too_much:
            self.broken = Problem(None, next(iter(too_much.elements), ""), "budget", str(too_much))
            given = None
        self._collect()
        return given

    def _wind(self, now: datetime) -> None:
        """Expressions see the instant an execution was restored at."""
        if now != self.host.now:
            self.host.now = now
            blob = self.execution.save()
            self.execution = Execution.restore(self.definitions, self.process, blob, self.host)

    def _collect(self) -> None:
        self.journal.note(self.number, self.process, self.execution.take_steps())
        self.messages += self.execution.take_thrown()
        self.signals += self.execution.take_signals()

    def complete(self, wait: UserTaskWait, answer: Answer, submission: str = "rehearsal") -> None:
        """Complete a user task as a person would. What has no results becomes variables."""
        said = {"answers": answer.values, "submission": submission, "by": answer.by}
        more = {"at": self.host.now, "variables": answer.values}
        self.execution.complete(wait.task_id, said | more)

    def expects(self, message: str, key: str) -> bool:
        """Whether it waits for a message of this name and key."""
        if self.over:
            return False
        places = self.execution.waits().messages.values()
        return any(place.message == message and place.key == key for place in places)

    def take_messages(self) -> list[ThrownMessage]:
        """The messages it has sent since the last call."""
        taken, self.messages = self.messages, []
        return taken

    def hears(self, signal: str) -> bool:
        """Whether it waits for a signal of this name."""
        if self.over:
            return False
        return any(wait.signal == signal for wait in self.execution.waits().signals.values())

    def take_signals(self) -> list[ThrownSignal]:
        """The signals it has thrown since the last call."""
        taken, self.signals = self.signals, []
        return taken

    def due(self) -> datetime | None:
        """The instant of its next timer."""
        if self.over:
            return None
        return min((t.due for t in self.execution.waits().timers.values()), default=None)

    @property
    def over(self) -> bool:
        """Whether nothing can happen in it any more."""
        return self.broken is not None or self.execution.outcome != "active"

    def problems(self) -> Iterable[Problem]:
        """What went wrong in it."""
        return [self.broken] if self.broken is not None else self.execution.problems()

    @property
    def outcome(self) -> Outcome:
        """Where it stands."""
        if self.broken is None and self.execution.outcome in ("completed", "failed"):
            return self.execution.outcome
        return "incident" if self.problems() else "waiting"
