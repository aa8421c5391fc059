"""The bundle's tables asked outside a process, on the day a month's audits are issued."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from engine import decisions
from engine.bundle import Bundle
from engine.calendar import Calendar
from engine.deployments import prepare
from processes import bundle_paths

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)


class Asked:
    """The tables and parameters of a bundle, as a handler is given them."""

    def __init__(self, bundle: Bundle | None = None) -> None:
        given = bundle or Bundle.from_folders(*bundle_paths("peer_review_audit"))
        self.deployed = prepare(uuid4(), given)
        self.calendar: Calendar = self.deployed.calendar
        self.parameters: Mapping[str, Any] = self.deployed.parameters

    def decide(self, decision_id: str, variables: Mapping[str, object]) -> object:
        """The value of a decision."""
        known = {**variables, "parameters": self.parameters}
        tables, settings = self.deployed.definitions.decisions, self.deployed.settings(NOW)
        return decisions.evaluate(tables, decision_id, known, settings)
