"""One month that nothing happened to, for all to compare with."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from engine.bundle import Bundle
from handlers.simulation import Plan, simulate


@pytest.fixture(scope="session")
def plan() -> Plan:
    return Plan(date(2026, 9, 1), 1, "mini", 7)


@pytest.fixture(scope="session")
def september(bundle: Bundle, plan: Plan) -> dict[str, Any]:
    return simulate(bundle, plan)
