"""Jobs and queues in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from engine.jobs import MAX_ATTEMPTS, Queue
from engine.queries.queued import GRACE
from engine.queries.slices import MANY
from engine.tables import Job
from web.words import count

QUEUES: Mapping[Queue, str] = {
    "engine": "Timers, messages and starts",
    "slow": "Services, verification and counts",
    "mail": "Letters",
    "batch": "Batches",
}
KINDS: Mapping[str, str] = {
    "timer": "Timer",
    "message": "Message",
    "signal": "Signal",
    "start": "Start",
    "switch": "Change of version",
    "carry": "Carrying over",
    "service": "Service",
    "mail": "Letter",
    "batch": "Batch",
    "verify": "Verification",
    "count": "Count of what is past its time",
}
STATES: Mapping[str, str] = {
    "": "All that is to be done",
    "late": "Late",
    "waiting": "Waiting for its time",
    "again": "Failed, will be tried again",
    "leased": "At work",
    "held": "Held up",
}
TAGS: Mapping[str, str] = {
    "late": "red",
    "waiting": "blue",
    "again": "orange",
    "leased": "green",
    "incident": "red",
    "suspended": "grey",
    "done": "green",
    "cancelled": "grey",
}
SAID: Mapping[str, str] = {
    "late": "Late",
    "waiting": "Waiting",
    "again": "Tried again later",
    "leased": "At work",
    "incident": "Held up",
    "suspended": "Suspended",
    "done": "Done",
    "cancelled": "Cancelled",
}


def standing(job: Job, now: datetime) -> str:
    """A key of SAID and TAGS."""
    if job.state != "ready":
        return job.state
    if job.due_at < now - GRACE:
        return "late"
    return "again" if job.attempts else "waiting"


def span(length: timedelta) -> str:
    """12 days, 3 hours, 5 minutes or less than a minute."""
    minutes = int(length.total_seconds() // 60)
    for size, word in ((1440, "day"), (60, "hour"), (1, "minute")):
        if minutes >= size:
            return count(minutes // size, word)
    return "less than a minute"


def number(found: int) -> str:
    """A count that stops at a thousand."""
    return f"more than {MANY:,}" if found > MANY else f"{found:,}"


def foretold(job: Job) -> list[str]:
    """What trying it now would do."""
    left = MAX_ATTEMPTS - job.attempts
    after = "an incident is opened" if left <= 1 else "it is tried again later by itself"
    return [
        f"It is tried at once. It has failed {count(job.attempts, 'time')}.",
        f"If it fails again, {after}. What was done is not done twice.",
    ]
