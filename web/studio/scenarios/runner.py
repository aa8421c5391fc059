"""Runs of scenarios on this server: in a child process, and what it tells written down."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from engine.bundle import Bundle
from web.children import Work, packed
from web.runs import DONE, Runs
from web.studio.scenarios import keeping

MODULE = "web.studio.scenarios.child"


@dataclass
class Runner(Runs):
    """Runs of a bundle's scenarios."""

    def begin(self, run_id: UUID, bundle: Bundle) -> None:
        """Start a run that is written down already."""
        results: list[Any] = []

        def hear(told: Mapping[str, Any]) -> None:
            if "result" in told:
                results.append(told["result"])
                self.note(run_id, {"results": list(results)})
            else:
                self.end(run_id, DONE)

        asked = json.dumps({"files": packed(bundle)})
        self.children.begin([Work(run_id, MODULE, asked, hear, self.over(run_id))])

    def note(self, id: UUID, values: Mapping[str, Any]) -> None:
        """Write into its row, with the time."""
        seen = {**values, "seen_at": self.now()}
        keeping.note(self.database, self.tenant, id, seen)
