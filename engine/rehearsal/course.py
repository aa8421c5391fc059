"""The clock of a rehearsal: it stands still while anything can happen at its instant."""

from __future__ import annotations

from datetime import datetime
from time import monotonic

from engine.rehearsal.cast import Cast
from engine.rehearsal.schedule import Schedule


class Course:
    """What happens by itself, up to an instant. Beyond its limits it stops: `goes_on` says so."""

    most_moves, most_seconds = 20_000, 30.0

    def __init__(self, cast: Cast) -> None:
        self.cast, self.schedule = cast, Schedule()
        self.moves, self.give_up = 0, monotonic() + self.most_seconds

    @property
    def goes_on(self) -> bool:
        """Whether it is within its limits."""
        return self.moves < self.most_moves and monotonic() < self.give_up

    @property
    def next(self) -> datetime | None:
        """The instant at which something happens by itself."""
        found = [one.due() for one in self.cast.running] + [self.schedule.next]
        return min((due for due in found if due is not None), default=None)

    def live(self, until: datetime) -> None:
        """Everything that happens by itself up to that instant, and at it."""
        self.settle()
        while (due := self.next) is not None and due <= until and self.goes_on:
            self.cast.now = max(due, self.cast.now)
            self._fire()
            self.settle()

    def settle(self) -> None:
        """Until nothing more happens at this instant."""
        while self.goes_on and (
            self.cast.hand_out() or self.ask() or self.schedule.keep(self.cast.now)
        ):
            self.moves += 1

    def ask(self) -> bool:
        """Look for one answer to what waits; False when there is nothing new to look for."""
        return False

    def _fire(self) -> None:
        for one in list(self.cast.running):
            due = one.due()
            if due is not None and due <= self.cast.now:
                self.moves += 1
                self.cast.move(one, lambda execution: execution.fire_timers())
