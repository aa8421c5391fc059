"""One operation by hand for many: 1,000 incidents of one cause tried again as a batch."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

from measure import Row
from process_cases import engine_on, world
from sqlalchemy import func, select

from engine import tables
from engine.acting import Act
from engine.batches import by_cause
from engine.database import connect
from engine.facade import Engine
from engine.worker import run_due

sys.path.insert(0, str(Path(__file__).parents[2]))
INCIDENTS, TARGET = 1_000, 60.0


def rows(folder: Path) -> Iterator[Row]:
    """On SQLite, and on PostgreSQL where it is installed."""
    from tests.postgresql import Cluster, binaries

    yield from _batch(world(folder, "batch"), "SQLite")
    programs = binaries()
    if programs is None:
        return
    cluster = Cluster.started(programs)
    database = connect(cluster.create("batch"))
    try:
        yield from _batch(engine_on(database), "PostgreSQL")
    finally:
        database.close()
        cluster.stop()


def _batch(engine: Engine, kind: str) -> Iterator[Row]:
    """The look that rolls each back, then doing it, as the worker does both."""
    for number in range(INCIDENTS):
        engine.start("m4_held", business_key=f"H-{number}", by="bench")
    with engine.database.read() as session:
        [cause] = session.scalars(select(tables.Incident.cause).distinct())
        found = by_cause(session, engine.tenant, cause)
    began = time.perf_counter()
    act = Act("retry", given={"score_a": 1, "score_b": 2})
    batch = engine.batches.look(act, found, by="bench", selection="one cause")
    run_due(engine)
    looked = time.perf_counter() - began
    engine.batches.begin(batch, by="bench", reason="To measure it")
    run_due(engine)
    taken = time.perf_counter() - began
    assert _done(engine) == INCIDENTS, _done(engine)
    name = f"{kind}: batch retry of {INCIDENTS:,} incidents, looked at and done"
    yield Row(name, taken, "s", TARGET, f"the look {looked:.1f}")


def _done(engine: Engine) -> int:
    count = select(func.count()).select_from(tables.BatchItem)
    with engine.database.read() as session:
        return session.scalar(count.where(tables.BatchItem.state == "done")) or 0
