"""Replays of this server: each in a child process, and what they tell written down."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from engine.bundle import Bundle
from engine.replay import Recorded
from web.children import Work, packed
from web.runs import DONE, Runs
from web.studio.effects import keeping

MODULE = "web.studio.effects.child"


@dataclass
class Runner(Runs):
    """Replays."""

    too_long: ClassVar[str] = f"{Runs.too_long} Choose a shorter time."

    def begin(self, id: UUID, live: Bundle, change: Bundle, recorded: Sequence[Recorded]) -> None:
        """Start one that is written down already."""
        asked = {
            "live": packed(live),
            "change": packed(change),
            "recorded": [one.to_json() for one in recorded],
        }
        work = Work(id, MODULE, json.dumps(asked), lambda told: self._hear(id, told), self.over(id))
        self.children.begin([work])

    def note(self, id: UUID, values: Mapping[str, Any]) -> None:
        """Write into its row."""
        keeping.note(self.database, self.tenant, id, values)

    def _hear(self, id: UUID, told: Mapping[str, Any]) -> None:
        if "report" in told:
            self.end(id, DONE, result=told["report"])
        elif "trouble" in told:
            self.fail(id, told["trouble"])
        else:
            self.note(id, {"done": told["done"], "total": told["total"], "seen_at": self.now()})
