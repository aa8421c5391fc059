"""Waiting timers cost nothing: a poll reads one entry of a partial index."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import text

from engine.database import Database, insert_rows
from engine.jobs import new_job
from engine.tables import Job
from tests.plans import plans
from tests.world import NOON, World


def test_the_poll_and_the_claim_use_the_partial_index(fresh: Database) -> None:
    rows = [
        new_job("main", "timer", due_at=NOON + timedelta(days=1, seconds=n), now=NOON)
        for n in range(5_000)
    ]
    with fresh.write() as session:
        insert_rows(session, Job, rows)
        session.execute(text("ANALYZE"))
    told = World(fresh)
    with plans(fresh) as explained:
        assert told.engine.next_due("engine") == NOON + timedelta(days=1)
        told.clock.move_to(NOON + timedelta(days=1, seconds=2))
        assert len(told.engine.claim_due("engine", 50)) == 3
        assert told.engine.sweep() == 0
    plan = explained()
    assert plan.count("ix_job_due") >= 3
    assert "ix_job_lease" in plan
    assert "SCAN job" not in plan.replace("SCAN job USING INDEX", "")
    assert "Seq Scan on job" not in plan
