"""Runs of scenarios on this server: in a child process, and what it tells written down."""

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
from web.studio.scenarios.keeping import CANCELLED, DONE, FAILED, note

MODULE = "web.studio.scenarios.child"
TOO_LONG = "They took longer than half an hour and were stopped."
DIED = "Their process ended without an answer."


@dataclass
class Runner:
    """One run at a time: the server's machine has its staff to serve."""

    database: Database
    tenant: str
    now: Callable[[], datetime]
    children: Children = field(default_factory=Children)

    def begin(self, run_id: UUID, bundle: Bundle) -> None:
        """Start a run that is written down already."""
        results: list[Any] = []

        def hear(told: Mapping[str, Any]) -> None:
            if "result" in told:
                results.append(told["result"])
                self._note(run_id, {"results": list(results)})
            else:
                self._end(run_id, DONE)

        def over(late: bool) -> None:
            self._end(run_id, FAILED, trouble=TOO_LONG if late else DIED)

        asked = json.dumps({"files": packed(bundle)})
        self.children.begin([Work(run_id, MODULE, asked, hear, over)])

    def cancel(self, run_id: UUID) -> None:
        """End it; nothing happens when it has ended or another server runs it."""
        self._end(run_id, CANCELLED)
        self.children.stop(run_id)

    def _end(self, run_id: UUID, state: str, **more: Any) -> None:
        self._note(run_id, {"state": state, "ended_at": self.now(), **more})

    def _note(self, run_id: UUID, values: Mapping[str, Any]) -> None:
        note(self.database, self.tenant, run_id, {**values, "seen_at": self.now()})
