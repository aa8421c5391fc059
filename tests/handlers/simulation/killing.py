"""A server that is killed at random: its engine and connection are gone, at or after a commit."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from sqlalchemy import event

from handlers.simulation.agenda import Act
from handlers.simulation.world import World


class Killed(BaseException):
    """Nothing in the product may catch this: there is nobody left to catch it."""


class Killer:
    """Kills at so many of the first `among` commits; half of them just before, half just after."""

    def __init__(self, world: World, times: int, among: int, seed: int) -> None:
        self._world, self._commits, self.killed = world, 0, 0
        dice = Random(seed)
        self._at = {n: dice.random() < 0.5 for n in dice.sample(range(1, among), times)}
        self._watch()

    def do(self, act: Act) -> None:
        """Carry it out, on a new engine wherever the old one was killed at it."""
        while True:
            try:
                act()
                return
            except Killed:
                self.killed += 1
                self._world.reopen()
                self._watch()

    def _watch(self) -> None:
        event.listen(self._world.database.engine, "commit", self._before)
        dialect: Any = self._world.database.engine.dialect
        commit: Callable[[Any], None] = dialect.do_commit

        def committed(connection: Any) -> None:
            commit(connection)
            if self._at.pop(self._commits, None) is False:
                raise Killed

        dialect.do_commit = committed

    def _before(self, _connection: object) -> None:
        self._commits += 1
        if self._at.get(self._commits):
            del self._at[self._commits]
            raise Killed
