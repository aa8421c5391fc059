"""Job rows: written with the state they belong to, ended with the step they cause."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Literal, cast
from uuid import UUID, uuid4

from sqlalchemy import CursorResult, Table, bindparam, update
from sqlalchemy.orm import Session

from engine.claimed import Claimed
from engine.database import insert_new, insert_new_rows, insert_rows, is_word
from engine.errors import LeaseLost
from engine.tables import Job

Kind = Literal[
    "timer",
    "service",
    "mail",
    "message",
    "signal",
    "start",
    "switch",
    "carry",
    "batch",
    "verify",
    "count",
]
Queue = Literal["engine", "slow", "mail", "batch"]
QUEUES: tuple[Queue, ...] = ("engine", "slow", "mail", "batch")
QUEUE_OF: dict[Kind, Queue] = {
    "timer": "engine",
    "message": "engine",
    "signal": "engine",
    "start": "engine",
    "switch": "engine",
    "carry": "engine",
    "service": "slow",
    "verify": "slow",
    "count": "slow",
    "mail": "mail",
    "batch": "batch",
}
BACK_OFF = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 240, 720, 1440))
MAX_ATTEMPTS = len(BACK_OFF) + 1
JITTER = 0.2
READY = is_word(Job.state, "ready")
LEASED = is_word(Job.state, "leased")
_JOB = cast(Table, Job.__table__)
_HELD = (
    update(_JOB)
    .where(_JOB.c.tenant_id == bindparam("of"), _JOB.c.id == bindparam("job"))
    .where(is_word(_JOB.c.state, "leased"), _JOB.c.lease_token == bindparam("held"))
)
_LIVE = (
    update(_JOB)
    .where(_JOB.c.tenant_id == bindparam("of"), _JOB.c.instance_id == bindparam("instance"))
    .where(_JOB.c.task_id.in_(bindparam("places", expanding=True)))
    .where(_JOB.c.state.in_(["ready", "leased", "incident", "suspended"]))
)


def new_job(
    tenant: str,
    kind: Kind,
    *,
    due_at: datetime,
    now: datetime,
    dedupe_key: str | None = None,
    payload: Mapping[str, Any] | None = None,
    **columns: Any,
) -> dict[str, Any]:
    """The row of a job that is ready at `due_at`; without a key it is like no other."""
    empty = {"instance_id": None, "task_id": None, "element_id": None, "rule": None}
    job_id = uuid4()
    return {
        **empty,
        "tenant_id": tenant,
        "id": job_id,
        "kind": kind,
        "queue": QUEUE_OF[kind],
        "state": "ready",
        "due_at": due_at,
        "payload": dict(payload or {}),
        "dedupe_key": dedupe_key or f"{kind}:{job_id}",
        "attempts": 0,
        "created_at": now,
        **columns,
    }


def insert_jobs(session: Session, rows: list[dict[str, Any]]) -> None:
    """Insert jobs whose dedupe keys are known to be free."""
    insert_rows(session, Job, rows)


def insert_job_once(session: Session, row: Mapping[str, Any]) -> bool:
    """Insert a job unless one with its dedupe key exists; says whether it was inserted."""
    return insert_new(session, Job, row)


def insert_jobs_once(session: Session, rows: list[dict[str, Any]]) -> list[bool]:
    """The same for several jobs in one statement; for each of them."""
    return insert_new_rows(session, Job, rows)


def finish_job(session: Session, tenant: str, claimed: Claimed, now: datetime) -> None:
    """Mark the job done. LeaseLost when another worker holds it or it was cancelled."""
    _end_lease(session, tenant, claimed, state="done", ended_at=now)


def put_back(
    session: Session, tenant: str, claimed: Claimed, due_at: datetime, error: str, attempts: int
) -> None:
    """Let the job be tried again at `due_at`. LeaseLost when it is no longer ours."""
    _end_lease(
        session,
        tenant,
        claimed,
        state="ready",
        due_at=due_at,
        last_error=error,
        attempts=attempts,
    )


def give_up(session: Session, tenant: str, claimed: Claimed, error: str) -> None:
    """Leave the job to a person: the caller opens the incident. LeaseLost as above."""
    _end_lease(session, tenant, claimed, state="incident", last_error=error)


def hold(session: Session, tenant: str, claimed: Claimed) -> None:
    """Keep the job until its suspended instance is resumed. LeaseLost as above."""
    _end_lease(session, tenant, claimed, state="suspended", attempts=claimed.attempt - 1)


def next_attempt(now: datetime, attempt: int) -> datetime | None:
    """When to try again after attempt number `attempt` failed; None when it was the last."""
    if attempt > len(BACK_OFF):
        return None
    spread = random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311 - keeps retries apart
    return now + BACK_OFF[attempt - 1] * spread


def cancel_jobs(
    session: Session, tenant: str, instance_id: UUID, task_ids: list[UUID], now: datetime
) -> None:
    """Cancel what is still to be done for these positions of an instance; a worker at it will
    lose its lease."""
    if task_ids:
        which = {"of": tenant, "instance": instance_id, "places": task_ids}
        session.execute(_LIVE, {**which, "state": "cancelled", "ended_at": now})


def _end_lease(session: Session, tenant: str, claimed: Claimed, **values: Any) -> None:
    which = {"of": tenant, "job": claimed.id, "held": claimed.token}
    free = {"lease_token": None, "lease_until": None}
    result = session.execute(_HELD, {**which, **free, **values})
    if not isinstance(result, CursorResult) or result.rowcount != 1:
        raise LeaseLost("another worker holds this job, or it was cancelled")
