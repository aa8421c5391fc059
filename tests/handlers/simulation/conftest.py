"""One month that nothing happened to, for all to compare with."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from engine.bundle import Bundle
from handlers.simulation import Plan
from tests.handlers.simulation.killing import Killer, Month, lived


@pytest.fixture(scope="session")
def plan() -> Plan:
    return Plan(date(2026, 9, 1), 1, "mini", 7)


@pytest.fixture(scope="session")
def undisturbed(bundle: Bundle, plan: Plan) -> Month:
    found, killer = lived(bundle, plan, lambda world: Killer(world, 0, 1, seed=0))
    return Month(found, killer.commits)


@pytest.fixture(scope="session")
def september(undisturbed: Month) -> dict[str, Any]:
    return undisturbed.found
