"""What the overview says: what needs looking at in sentences, and how much runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from engine.queries import Health, Trouble
from engine.queries.slices import MANY
from web.operations.addresses import incidents_address
from web.words import count

STATUSES = ("active", "suspended", "completed", "failed", "cancelled")


@dataclass(frozen=True)
class Attention:
    """Something that needs looking at: in words, how many, since when, and where to look."""

    key: str
    words: str
    since: datetime | None = None
    address: str = ""
    remedy: str = ""


@dataclass(frozen=True)
class ProcessLine:
    """How many instances of a process there are, by status."""

    key: str
    name: str
    numbers: dict[str, int]

    @property
    def any(self) -> bool:
        """Whether it was ever started."""
        return any(self.numbers.values())


def attention(found: Health) -> list[Attention]:
    """What needs looking at, what stops everything first."""
    return [*_workers(found), *_paused(found), *_troubles(found)]


def said(needed: list[Attention]) -> str:
    """The same in one sentence, for who does not see the page."""
    words = "; ".join(one.words for one in needed)
    return f"Needs looking at: {words}." if words else "Nothing needs looking at."


def process_lines(found: Health) -> list[ProcessLine]:
    """Every process with its numbers as they were measured, by name."""
    return [
        ProcessLine(key, str(numbers["name"]), {s: numbers.get(s, 0) for s in STATUSES})
        for key, numbers in sorted(found.processes.items(), key=lambda one: str(one[1]["name"]))
    ]


def _workers(found: Health) -> Iterator[Attention]:
    if not found.alive:
        since = found.seen_at
        words = "No worker runs" if since else "No worker has reported yet"
        remedy = "Timers, letters and services wait. Start plumbline serve, or plumbline worker."
        yield Attention("workers", words, since, remedy=remedy)
    elif found.gone:
        words = f"{count(found.gone, 'worker has', 'workers have')} stopped without a word"
        remedy = "Its work is done by others. Look at the log of the machine it ran on."
        yield Attention("gone", words, remedy=remedy)


def _paused(found: Health) -> Iterator[Attention]:
    if found.paused:
        words = f"{count(found.paused, 'queue is', 'queues are')} stopped by hand"
        yield Attention("paused", words, address=url_for("operations_jobs.overview"))


def _troubles(found: Health) -> Iterator[Attention]:
    letters = url_for("operations_letters.overview", state="not_arrived")
    timers = url_for("operations_jobs.overview", state="late", kind="timer")
    jobs = url_for("operations_jobs.overview", state="late")
    overdue = url_for("operations_instances.overview", late="yes")
    kinds: tuple[tuple[str, Trouble, str, str, str], ...] = (
        ("incidents", found.incidents, "incident", "incidents", incidents_address()),
        ("letters", found.letters, "letter not delivered", "letters not delivered", letters),
        ("timers", found.timers, "timer behind", "timers behind", timers),
        ("jobs", found.jobs, "job late", "jobs late", jobs),
        ("overdue", found.overdue, "user task overdue", "user tasks overdue", overdue),
    )
    for key, trouble, one, many, address in kinds:
        if trouble.number:
            yield Attention(key, number(trouble.number, one, many), trouble.since, address)


def number(found: int, one: str, many: str) -> str:
    """1 letter, 2 letters, more than 1,000 letters."""
    return f"More than {MANY:,} {many}" if found > MANY else count(found, one, many)
