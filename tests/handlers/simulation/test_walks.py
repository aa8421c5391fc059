"""A quarter of the whole programme with people who do anything a form allows, at any time."""

from __future__ import annotations

import os
from datetime import date

import pytest

from engine.bundle import Bundle
from handlers.simulation import Plan, simulate
from handlers.simulation.behaviour import Behaviour, Habit, spans

# `make walks` makes many; the tests one.
WALKS = int(os.environ.get("WALKS", "1"))
ANYTHING = Behaviour(
    title="Anything",
    when=spans([[60, "created", "created+4"], [30, "created", "due+5"], [10, "never"]]),
    optional=0.4,
    differ=0.4,
    offer=0.06,
    leavers={
        role: Habit(spans([[1, "created", "created+20"]]), chance=0.08)
        for role in ("team_manager", "peer_reviewer", "social_worker", "service_manager")
    },
)


@pytest.mark.parametrize("seed", range(1, WALKS + 1))
def test_a_quarter_of_anything_ends_without_an_incident(bundle: Bundle, seed: int) -> None:
    plan = Plan(date(2026, 10, 1), 3, "mini", seed)
    found = simulate(bundle, plan, behaviour=ANYTHING)

    assert found["incidents"] == []
    assert found["stuck"] == {}
    assert found["stalled"] == 0
    assert found["conservation"]["issued"] > 10
    assert found["sound"], found["letters"]
