"""Leases: who claims a job, who is too late with it, and what is dropped."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from engine import tables
from engine.commands import claim_jobs
from engine.jobs import MAX_ATTEMPTS
from tests.engine.commands.slow_job import slow
from tests.world import World


def test_work_that_is_no_longer_needed_is_dropped_without_a_trace(
    world: Callable[..., World],
) -> None:
    told = slow(world)
    instance = told.row(tables.ProcessInstance).id
    [claimed] = told.engine.claim_due("slow", 1)
    told.engine.cancel(instance, by="admin", reason="Begun by mistake")
    assert told.engine.run_claimed(claimed) is None
    assert told.status(instance) == "cancelled"
    assert told.row(tables.Job).state == "cancelled"
    assert told.rows(tables.Document) == []


def test_a_worker_whose_lease_ran_out_changes_nothing(world: Callable[..., World]) -> None:
    told = slow(world)
    [first] = told.engine.claim_due("slow", 1)
    told.clock.move_to(told.clock.now() + timedelta(hours=1))
    assert told.engine.sweep() == 1
    [second] = told.engine.claim_due("slow", 1)
    assert second.attempt == 2
    told.engine.run_claimed(second)
    told.engine.run_claimed(first)
    assert len(told.rows(tables.UserTask)) == 1
    assert told.row(tables.Job).state == "done"


def test_a_job_its_process_dies_of_each_time_is_an_incident(world: Callable[..., World]) -> None:
    told = slow(world)
    for _ in range(MAX_ATTEMPTS):
        assert len(told.engine.claim_due("slow", 1)) == 1
        assert told.engine.void_leases() == 1
    assert told.engine.claim_due("slow", 1) == []
    assert "the process died at it each time" in told.row(tables.Incident).sentence


def test_claiming_is_in_due_order_and_leaves_the_rest(world: Callable[..., World]) -> None:
    told = slow(world)
    told.clock.move_to(told.clock.now() + timedelta(minutes=1))
    told.start("slow", stage=2)
    first, second = sorted(told.rows(tables.Job), key=lambda job: job.due_at)
    [claimed] = claim_jobs.claim_due(told.engine.context, "slow", 1)
    assert claimed.id == first.id
    assert told.engine.run_job(first.id) is None
    told.engine.release([claimed])
    assert told.row(tables.Job, id=first.id).attempts == 0
    assert told.row(tables.Job, id=second.id).state == "ready"
