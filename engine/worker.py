"""Doing due jobs without a dispatcher: for a command, a rehearsal or a simulation."""

from __future__ import annotations

from engine.dispatch.port import Work
from engine.errors import MailServerDown
from engine.jobs import QUEUES, Queue

AT_ONCE = 50


def run_due(engine: Work, *, most: int = 100_000) -> int:
    """Do every job that is due now and those they bring forth; how many were done or tried.

    Jobs are done in due order within a queue. Stops after `most`.
    """
    done = 0
    while done < most:
        tried = sum(_round(engine, queue) for queue in QUEUES)
        if not tried:
            return done
        done += tried
    return done


def _round(engine: Work, queue: Queue) -> int:
    tried = 0
    claimed = engine.claim_due(queue, AT_ONCE)
    while claimed:
        failure = engine.run_claimed(claimed.pop(0))
        tried += 1
        if isinstance(failure, MailServerDown):
            engine.release(claimed)
            return tried
    return tried
