"""The bundle's tables asked for a whole month, each combination of facts once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from engine import decisions
from engine.calendar import Calendar
from engine.deployments import Deployed
from engine.errors import Permanent


class Tables(Protocol):
    """Whoever can ask the bundle's tables: `engine.services.Services`, or `Standing`."""

    @property
    def calendar(self) -> Calendar:
        """The working days."""

    @property
    def parameters(self) -> Mapping[str, Any]:
        """Numbers and words of bundle.toml."""

    def decide(self, decision_id: str, variables: Mapping[str, object]) -> object:
        """The value of a decision."""


@dataclass(frozen=True)
class Standing:
    """The tables of a deployment, asked outside an instance, as on this instant."""

    deployed: Deployed
    now: datetime

    @property
    def calendar(self) -> Calendar:
        """Its working days."""
        return self.deployed.calendar

    @property
    def parameters(self) -> Mapping[str, Any]:
        """Its numbers and words."""
        return self.deployed.parameters

    def decide(self, decision_id: str, variables: Mapping[str, object]) -> object:
        """The value of one of its decisions."""
        known = {**variables, "parameters": self.parameters}
        tables, settings = self.deployed.definitions.decisions, self.deployed.settings(self.now)
        return decisions.evaluate(tables, decision_id, known, settings)


class Rules:
    """The tables and parameters a month goes by."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._known: dict[tuple[object, ...], object] = {}
        self.calendar, self.parameters = tables.calendar, tables.parameters

    def decide(self, decision: str, facts: Mapping[str, object]) -> object:
        """The value of a decision. A month asks ten thousand times, but the facts repeat."""
        key = (decision, *sorted(facts.items()))
        if key not in self._known:
            self._known[key] = self._tables.decide(decision, facts)
        return self._known[key]

    def number(self, name: str) -> int:
        """A whole number among the bundle's parameters. Permanent when there is none."""
        value = self.parameters.get(name)
        if not isinstance(value, int):
            raise Permanent(f"bundle.toml has no number {name} under [parameters]: add it.")
        return value
