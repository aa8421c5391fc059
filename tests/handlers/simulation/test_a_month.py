"""A month of a small council, lived through on the real engine."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from engine.bundle import Bundle
from handlers.simulation import Plan, SimulationRefused, behaviours, simulate


def test_every_audit_is_accounted_for(september: dict[str, Any]) -> None:
    kept = september["conservation"]
    states = ("concluded", "open", "discounted", "cancelled")
    assert kept["issued"] > 5
    assert kept["issued"] == sum(kept[state] for state in states)


def test_each_letter_left_once_and_because_a_step_called_for_it(september: dict[str, Any]) -> None:
    letters = september["letters"]
    assert (letters["twice"], letters["without_a_step"], letters["not_sent"]) == (0, 0, {})
    assert letters["by_kind"]["issue_auditor"] == september["conservation"]["issued"]
    assert sum(letters["by_day"].values()) == letters["sent"] == sum(letters["by_kind"].values())


def test_nothing_stopped_and_nobody_was_stuck(september: dict[str, Any]) -> None:
    assert (september["incidents"], september["stalled"], september["stuck"]) == ([], 0, {})
    assert september["sound"]


def test_a_behaviour_that_is_not_there_is_refused(bundle: Bundle) -> None:
    with pytest.raises(SimulationRefused, match="steady"):
        simulate(bundle, Plan(date(2026, 9, 1), 1, "mini", 7, "tired"))
    assert set(behaviours(bundle)) == {"steady", "weak", "improving"}
