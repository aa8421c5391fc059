"""What follows by itself: jobs that cause jobs, with no person and no waiting in between.

Each job carries how much may still follow from it. What several jobs follow from is divided among
them, so the whole of it is bounded, however the processes set each other off.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from engine.incidents import open_incident
from engine.jobs import insert_jobs

ALLOWANCE = 100_000
# What reaches another instance costs more than what goes on in the same: it may begin a new one.
ELSEWHERE = 20
REACHES_OUT = frozenset(("message", "signal", "start"))
SOON = timedelta(minutes=1)
KEY = "left"
SENTENCE = (
    "Processes have set each other off again and again, with no person and no timer in between, "
    "so this is held back. Correct the diagrams, or try again to let it go on."
)

Row = dict[str, Any]


def left_of(payload: Mapping[str, Any]) -> int:
    """How much may still follow from the job of this payload."""
    return int(payload.get(KEY, ALLOWANCE))


def insert_followers(session: Session, rows: list[Row], *, left: int, now: datetime) -> list[Row]:
    """Insert jobs that follow from something with so much `left`; those that were held back.

    These are incidents instead, whose retry begins with a full allowance. A job that is due in a
    minute or later has a full one as well.
    """
    soon = [row for row in rows if row["due_at"] - now < SOON]
    held = [row for row in soon if not _allow(row, left // len(soon))]
    for row in held:
        row["state"], row["last_error"] = "incident", SENTENCE
    insert_jobs(session, rows)
    for row in held:
        _say(session, row, now)
    return held


def lines(held: Iterable[Row], now: datetime) -> list[Mapping[str, Any]]:
    """What the history of the instance says about jobs that were held back."""
    said = {"kind": "budget", "sentence": SENTENCE}
    return [
        {
            "at": now,
            "kind": "incident",
            "by": "system",
            "task_id": row["task_id"],
            "element_id": row["element_id"],
            "detail": said,
        }
        for row in held
    ]


def _allow(row: Row, share: int) -> bool:
    left = share - (ELSEWHERE if row["kind"] in REACHES_OUT else 1)
    if left >= 0:
        row["payload"] = {**row["payload"], KEY: left}
    return left >= 0


def _say(session: Session, row: Row, now: datetime) -> None:
    open_incident(
        session,
        row["tenant_id"],
        now=now,
        kind="budget",
        sentence=SENTENCE,
        instance_id=row["instance_id"],
        task_id=row["task_id"],
        job_id=row["id"],
        element_id=row["element_id"] or "",
    )
