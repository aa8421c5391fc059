"""The bundle's tables asked outside an instance, each combination of facts once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from engine import decisions
from engine.calendar import Calendar
from engine.deployments import Deployed
from engine.errors import PlumblineError


class RulesMissing(PlumblineError):
    """The deployed bundle lacks something a month needs."""


class Rules:
    """The tables and parameters of the deployment new audits begin with."""

    def __init__(self, deployed: Deployed, now: datetime) -> None:
        self._deployed, self._settings = deployed, deployed.settings(now)
        self._known: dict[tuple[object, ...], object] = {}
        self.parameters: Mapping[str, object] = deployed.parameters
        self.calendar: Calendar = deployed.calendar

    def decide(self, decision: str, facts: Mapping[str, object]) -> object:
        """The value of a decision. A month asks ten thousand times, but the facts repeat."""
        key = (decision, *sorted(facts.items()))
        if key not in self._known:
            known = {**facts, "parameters": self.parameters}
            tables = self._deployed.definitions.decisions
            self._known[key] = decisions.evaluate(tables, decision, known, self._settings)
        return self._known[key]

    def number(self, name: str) -> int:
        """A whole number among the bundle's parameters. RulesMissing when there is none."""
        value = self.parameters.get(name)
        if not isinstance(value, int):
            raise RulesMissing(f"bundle.toml has no number {name} under [parameters]: add it.")
        return value
