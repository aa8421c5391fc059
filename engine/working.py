"""What a dispatcher asks of the engine: jobs leased, done, given back and freed."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol, TypeVar
from uuid import UUID

from engine.claimed import Claimed
from engine.commands import claim_jobs, free_jobs
from engine.commands.run_job import run_job
from engine.commands.tally import tally
from engine.context import Context
from engine.jobs import Queue

T = TypeVar("T")


class Wakes(Protocol):
    """Something to be told, after a commit, that there may be work."""

    def wake(self) -> None: ...


class Nobody:
    """Where no dispatcher runs in this process: the work waits for the next sweep of another."""

    def wake(self) -> None:
        """Nobody is woken."""


class Working:
    """The engine as far as jobs are concerned."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.dispatcher: Wakes = Nobody()

    def run_job(self, job_id: UUID) -> Exception | None:
        """Claim one job and do it; nothing happens when it is not ready and due."""
        claimed = claim_jobs.claim_one(self.context, job_id)
        return None if claimed is None else self.run_claimed(claimed)

    def fire_timer(self, job_id: UUID) -> Exception | None:
        """The same, for the job of a timer."""
        return self.run_job(job_id)

    def claim_due(self, queue: Queue, limit: int) -> list[Claimed]:
        """Lease due jobs of a queue, those longest due first."""
        return claim_jobs.claim_due(self.context, queue, limit)

    def lease_due(self, queue: Queue, limit: int) -> list[Claimed]:
        """The same for who knows that some are due."""
        return claim_jobs.lease_due(self.context, queue, limit)

    def run_claimed(self, claimed: Claimed) -> Exception | None:
        """Do a leased job; the failure, already noted, or None."""
        return self._woken(run_job(self.context, claimed))

    def release(self, claimed: list[Claimed]) -> None:
        """Give back jobs that were leased and not begun."""
        claim_jobs.release(self.context, claimed)

    def next_due(self, queue: Queue) -> datetime | None:
        """When the first ready job of a queue is due."""
        return claim_jobs.next_due(self.context, queue)

    def first_due(self) -> dict[Queue, datetime]:
        """The same for every queue that has ready jobs."""
        return claim_jobs.first_due(self.context)

    def sweep(self) -> int:
        """Free the jobs of workers that are gone; how many."""
        return free_jobs.sweep(self.context)

    def tally(self) -> int:
        """Count passages that have ended into the figures; how many, 0 when all are counted."""
        return tally(self.context)

    def void_leases(self) -> int:
        """Free every leased job, at the start of the only server on this database."""
        return free_jobs.void_leases(self.context)

    def _woken(self, result: T) -> T:
        self.dispatcher.wake()
        return result
