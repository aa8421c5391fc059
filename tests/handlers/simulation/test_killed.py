"""A month in which the server is killed twenty times ends as one in which it is not."""

from __future__ import annotations

import json

from engine.bundle import Bundle
from handlers.simulation import Plan
from tests.handlers.simulation.killing import Killer, Month, lived

TIMES = 20


def test_killed_twenty_times_it_ends_with_the_same_figures(
    bundle: Bundle, plan: Plan, undisturbed: Month
) -> None:
    among = undisturbed.commits
    assert among > 5 * TIMES
    found, killer = lived(bundle, plan, lambda world: Killer(world, TIMES, among, seed=20))

    assert killer.killed == TIMES
    assert json.dumps(found, indent=1) == json.dumps(undisturbed.found, indent=1)
