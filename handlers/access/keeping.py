"""The worker's part: on a new day, roles begin and end."""

from __future__ import annotations

from datetime import date

from engine.clock import Clock
from engine.database import Database
from handlers.access.in_force import put_in_force
from handlers.directory.reading import HERE


class RolesOfTheDay:
    """Call it as often as you like: it works once a day, and when it is first called."""

    def __init__(self, database: Database, tenant: str, clock: Clock) -> None:
        self._database, self._tenant, self._clock = database, tenant, clock
        self._done: date | None = None

    def __call__(self) -> None:
        today = self._clock.now().astimezone(HERE).date()
        if today != self._done:
            self._database.transact(lambda session: put_in_force(session, self._tenant, today))
            self._done = today
