"""What the engine itself costs with a programme of 100,000 instances beside what it works on."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import process_cases
import workloads
from measure import Row, counting, cpu_ms, wall_ms

from engine.commands.claim_jobs import claim_due
from engine.facade import Engine

TIMES = 60
LIMITS = {"sqlite": 3.5, "postgresql": 10.0}
Measure = Callable[[Callable[[int], object], int], float]


def rows_of(engine: Engine, kind: str) -> Iterator[Row]:
    """Beginning an instance, completing a user task, and a look for due jobs; what is begun stays.

    On SQLite in processor time: the database is part of the process. On PostgreSQL by the clock.
    """
    engine.deploy(workloads.bundle(), by="bench")
    sqlite = engine.database.kind == "sqlite"
    measure: Measure = cpu_ms if sqlite else wall_ms
    unit = "CPU" if sqlite else "by the clock"
    yield from _begun(engine, f"{kind}: ", measure, unit)
    yield from _completed(engine, f"{kind}: ", measure, unit)

    def poll(_turn: int) -> None:
        claim_due(engine.context, "slow", 20)

    yield Row(f"{kind}: a look for due jobs, {unit}", measure(poll, TIMES), "ms", 2.0)


def _begun(engine: Engine, kind: str, measure: Measure, unit: str) -> Iterator[Row]:
    def start(_turn: int) -> None:
        engine.start("m1_small", by="bench")

    yield Row(
        f"{kind}m1_small: start, {unit}", measure(start, TIMES), "ms", LIMITS[engine.database.kind]
    )
    with counting(engine.database.engine) as count:
        start(0)
    yield Row(f"{kind}m1_small: start, SQL statements", count.statements, "", 12)


def _completed(engine: Engine, kind: str, measure: Measure, unit: str) -> Iterator[Row]:
    waiting = iter([engine.start("m1_small", by="bench") for _ in range(TIMES + 10)])
    open_now = process_cases.open_user_tasks(engine.database)

    def complete(_turn: int) -> None:
        user_task, version = open_now[next(waiting)]
        engine.complete(user_task, workloads.small(), by="maya", seen=version)

    yield Row(
        f"{kind}m1_small: complete, {unit}",
        measure(complete, TIMES),
        "ms",
        LIMITS[engine.database.kind],
    )
    with counting(engine.database.engine) as count:
        complete(0)
    yield Row(f"{kind}m1_small: complete, SQL statements", count.statements, "", 12)
