"""Doing due jobs without a dispatcher: for a command, a rehearsal or a simulation."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple, Protocol

from engine.claimed import Claimed
from engine.dispatch.port import Work
from engine.errors import MailServerDown
from engine.jobs import Queue

AT_ONCE = 50


class AllWork(Work, Protocol):
    """The engine, as far as whoever does all that is due needs it."""

    def first_due(self) -> dict[Queue, datetime]: ...

    def lease_due(self, queue: Queue, limit: int) -> list[Claimed]: ...


class Done(NamedTuple):
    """How many jobs were done or tried, and when the first of those that are left is due."""

    jobs: int
    next: datetime | None


def run_due(engine: AllWork, *, most: int = 100_000) -> int:
    """Do every job that is due now and those they bring forth; how many were done or tried.

    Jobs are done in due order within a queue. Stops after `most`.
    """
    return do_due(engine, most=most).jobs


def do_due(engine: AllWork, *, most: int = 100_000) -> Done:
    """The same, and when there is something to do next."""
    done = 0
    while True:
        firsts, now = engine.first_due(), engine.clock.now()
        due = [queue for queue, first in firsts.items() if first <= now]
        tried = sum(_round(engine, queue) for queue in due) if done < most else 0
        if not tried:
            return Done(done, min(firsts.values(), default=None))
        done += tried


def _round(engine: AllWork, queue: Queue) -> int:
    tried = 0
    claimed = engine.lease_due(queue, AT_ONCE)
    while claimed:
        failure = engine.run_claimed(claimed.pop(0))
        tried += 1
        if isinstance(failure, MailServerDown):
            engine.release(claimed)
            return tried
    return tried
