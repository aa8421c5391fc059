"""Simulations of this server: each in a child process, and what they tell written down."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from engine.bundle import Bundle
from engine.database import Database
from web.children import Children, Work, packed
from web.simulations.keeping import begin_waiting, note
from web.simulations.tables import CANCELLED, DONE, FAILED

MODULE = "web.simulations.child"
TOO_LONG = "It took longer than half an hour and was stopped. Choose fewer months."
DIED = "Its process ended without an answer."


@dataclass
class Runner:
    """One at a time: the server's machine has its staff to serve."""

    database: Database
    tenant: str
    now: Callable[[], datetime]
    children: Children = field(default_factory=Children)

    @property
    def running(self) -> list[UUID]:
        """The simulations this server runs, or will run after those."""
        return self.children.running

    def begin(self, bundles: Mapping[UUID, Bundle], month: str, plan: dict[str, Any]) -> None:
        """Start simulations that are written down already, one after the other."""
        asked = {"month": month, "plan": plan}
        works = [self._work(id, bundle, asked, list(bundles)) for id, bundle in bundles.items()]
        self.children.begin(works)

    def cancel(self, simulation_id: UUID) -> None:
        """End it; nothing happens when it has ended or another server runs it."""
        self._end(simulation_id, CANCELLED)
        self.children.stop(simulation_id)

    def _work(self, id: UUID, bundle: Bundle, asked: dict[str, Any], all_of: list[UUID]) -> Work:
        def hear(told: Mapping[str, Any]) -> None:
            for other in all_of:
                note(self.database, self.tenant, other, {"seen_at": self.now()})
            self._note(id, told)

        def over(late: bool) -> None:
            self._end(id, FAILED, trouble=TOO_LONG if late else DIED)

        def begins() -> bool:
            return begin_waiting(self.database, self.tenant, id, self.now())

        return Work(id, MODULE, json.dumps(asked | {"files": packed(bundle)}), hear, over, begins)

    def _note(self, simulation_id: UUID, told: Mapping[str, Any]) -> None:
        if "figures" in told:
            self._end(simulation_id, DONE, figures=told["figures"])
        elif "trouble" in told:
            self._end(simulation_id, FAILED, trouble=told["trouble"][:500])
        else:
            days = {"day": told["day"], "first_day": told["first"], "last_day": told["last"]}
            note(self.database, self.tenant, simulation_id, {**days, "seen_at": self.now()})

    def _end(self, simulation_id: UUID, state: str, **more: Any) -> None:
        ended = {"state": state, "ended_at": self.now(), **more}
        note(self.database, self.tenant, simulation_id, ended)
