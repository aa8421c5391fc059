"""The bundle's tables asked for a whole month, each combination of facts once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from engine.calendar import Calendar
from engine.errors import Permanent


class Tables(Protocol):
    """Whoever can ask the bundle's tables: `engine.services.Services`."""

    calendar: Calendar
    parameters: Mapping[str, Any]

    def decide(self, decision_id: str, variables: Mapping[str, object]) -> object:
        """The value of a decision."""


class Rules:
    """The tables and parameters a month goes by."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._known: dict[tuple[object, ...], object] = {}
        self.calendar = tables.calendar

    def decide(self, decision: str, facts: Mapping[str, object]) -> object:
        """The value of a decision. A month asks ten thousand times, but the facts repeat."""
        key = (decision, *sorted(facts.items()))
        if key not in self._known:
            self._known[key] = self._tables.decide(decision, facts)
        return self._known[key]

    def number(self, name: str) -> int:
        """A whole number among the bundle's parameters. Permanent when there is none."""
        value = self._tables.parameters.get(name)
        if not isinstance(value, int):
            raise Permanent(f"bundle.toml has no number {name} under [parameters]: add it.")
        return value
