"""A month in which the server is killed twenty times ends as one in which it is not."""

from __future__ import annotations

import json
from typing import Any

from engine.bundle import Bundle
from handlers.simulation import Plan
from handlers.simulation.agenda import Chance
from handlers.simulation.months import beginning, behaviour_of, live
from handlers.simulation.running import Course
from handlers.simulation.world import world
from tests.handlers.simulation.killing import Killer

TIMES, AMONG = 20, 400


def test_killed_twenty_times_it_ends_with_the_same_figures(
    bundle: Bundle, plan: Plan, september: dict[str, Any]
) -> None:
    behaviour = behaviour_of(bundle, plan.behaviour)
    with world(bundle, beginning(bundle, plan.begin), plan.seed) as here:
        killer = Killer(here, TIMES, AMONG, seed=20)
        course = Course(here, behaviour, Chance(plan.seed), killer.do)
        found = live(here, course, plan)

    assert killer.killed == TIMES
    assert json.dumps(found, indent=1) == json.dumps(september, indent=1)
