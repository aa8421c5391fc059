"""A server that is killed at random: its engine and connection are gone, at or after a commit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from sqlalchemy import event

from engine.bundle import Bundle
from handlers.simulation import Plan
from handlers.simulation.agenda import Act, Chance
from handlers.simulation.months import beginning, behaviour_of, live
from handlers.simulation.running import Course
from handlers.simulation.world import World, world


@dataclass(frozen=True)
class Month:
    """What a month came to, and how many transactions were committed in it."""

    found: dict[str, Any]
    commits: int


class Killed(BaseException):
    """Nothing in the product may catch this: there is nobody left to catch it."""


class Killer:
    """Kills at so many of the first `among` commits; half of them just before, half just after."""

    def __init__(self, world: World, times: int, among: int, seed: int) -> None:
        self._world, self.commits, self.killed = world, 0, 0
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
            if self._at.pop(self.commits, None) is False:
                raise Killed

        dialect.do_commit = committed

    def _before(self, _connection: object) -> None:
        self.commits += 1
        if self._at.get(self.commits):
            del self._at[self.commits]
            raise Killed


def lived(
    bundle: Bundle, plan: Plan, killer: Callable[[World], Killer]
) -> tuple[dict[str, Any], Killer]:
    """A simulation during which this killer is about, and what it did."""
    behaviour = behaviour_of(bundle, plan.behaviour)
    with world(bundle, beginning(bundle, plan.begin), plan.seed) as here:
        told = killer(here)
        course = Course(here, behaviour, Chance(plan.seed), told.do)
        return live(here, course, plan), told
