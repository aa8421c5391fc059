"""Simulations of this server: each in a child process, and what they tell written down."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from engine.bundle import Bundle
from web.children import Work, packed
from web.runs import DONE, Runs
from web.simulations import keeping

MODULE = "web.simulations.child"


@dataclass
class Runner(Runs):
    """Simulations."""

    too_long: ClassVar[str] = f"{Runs.too_long} Choose fewer months."

    def begin(self, bundles: Mapping[UUID, Bundle], month: str, plan: dict[str, Any]) -> None:
        """Start simulations that are written down already, one after the other."""
        asked = {"month": month, "plan": plan}
        works = [self._work(id, bundle, asked, list(bundles)) for id, bundle in bundles.items()]
        self.children.begin(works)

    def note(self, id: UUID, values: Mapping[str, Any]) -> None:
        """Write into its row."""
        keeping.note(self.database, self.tenant, id, values)

    def _work(self, id: UUID, bundle: Bundle, asked: dict[str, Any], all_of: list[UUID]) -> Work:
        def hear(told: Mapping[str, Any]) -> None:
            for other in all_of:
                self.note(other, {"seen_at": self.now()})
            self._hear(id, told)

        def begins() -> bool:
            return keeping.begin_waiting(self.database, self.tenant, id, self.now())

        given = json.dumps(asked | {"files": packed(bundle)})
        return Work(id, MODULE, given, hear, self.over(id), begins)

    def _hear(self, id: UUID, told: Mapping[str, Any]) -> None:
        if "figures" in told:
            self.end(id, DONE, figures=told["figures"])
        elif "trouble" in told:
            self.fail(id, told["trouble"])
        else:
            days = {"day": told["day"], "first_day": told["first"], "last_day": told["last"]}
            self.note(id, {**days, "seen_at": self.now()})
