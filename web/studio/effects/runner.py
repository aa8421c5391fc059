"""Replays of this server: each in a child process, and what they tell written down."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from engine.bundle import Bundle
from engine.database import Database
from engine.replay import Recorded
from web.children import Children, Work, packed
from web.studio.effects.keeping import CANCELLED, DONE, FAILED, note

MODULE = "web.studio.effects.child"
TOO_LONG = "It took longer than half an hour and was stopped. Choose a shorter time."
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
        """The replays this server runs."""
        return self.children.running

    def begin(self, id: UUID, live: Bundle, change: Bundle, recorded: Sequence[Recorded]) -> None:
        """Start one that is written down already."""
        asked = {
            "live": packed(live),
            "change": packed(change),
            "recorded": [one.to_json() for one in recorded],
        }
        self.children.begin([self._work(id, json.dumps(asked))])

    def cancel(self, id: UUID) -> None:
        """End it; nothing happens when it has ended or another server runs it."""
        self._end(id, CANCELLED)
        self.children.stop(id)

    def _work(self, id: UUID, asked: str) -> Work:
        def over(late: bool) -> None:
            self._end(id, FAILED, trouble=TOO_LONG if late else DIED)

        return Work(id, MODULE, asked, lambda told: self._note(id, told), over)

    def _note(self, id: UUID, told: Mapping[str, Any]) -> None:
        if "report" in told:
            self._end(id, DONE, result=told["report"])
        elif "trouble" in told:
            self._end(id, FAILED, trouble=told["trouble"][:500])
        else:
            far = {"done": told["done"], "total": told["total"], "seen_at": self.now()}
            note(self.database, self.tenant, id, far)

    def _end(self, id: UUID, state: str, **more: Any) -> None:
        note(self.database, self.tenant, id, {"state": state, "ended_at": self.now(), **more})
