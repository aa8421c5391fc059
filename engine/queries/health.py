"""Whether everything goes on: what needs a person to look at it, in one statement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, literal_column, select, text, union_all
from sqlalchemy.orm import Session

from engine.database import is_word
from engine.jobs import QUEUES, READY, Queue
from engine.queries.queued import GRACE
from engine.queries.slices import MANY
from engine.tables import Incident, Job, Mail, Measurement, QueuePause, UserTask, Worker
from engine.tables.mail import NOT_ARRIVED

# Longer than three of a worker's reports apart.
GONE_AFTER = timedelta(minutes=3)
UNDELIVERED = Mail.state.in_([literal_column("'refused'"), literal_column("'gave_up'")])
TIMER = "timer"


@dataclass(frozen=True)
class Trouble:
    """How many of one kind there are, MANY + 1 for more than MANY; and since when the first."""

    number: int
    since: datetime | None


@dataclass(frozen=True)
class Health:
    """What needs looking at. `incidents` are open; `overdue` user tasks; `letters` that were
    refused or given up; `jobs` and `timers` that should have been done.

    `alive` and `gone` count workers, `seen_at` is when any of them was heard of last. `paused`
    queues were stopped by somebody. `processes` has the instances by process and state as they
    were at `taken_at`: by key "name" and the number by status.
    """

    incidents: Trouble
    overdue: Trouble
    letters: Trouble
    jobs: Trouble
    timers: Trouble
    alive: int
    gone: int
    seen_at: datetime | None
    paused: int
    taken_at: datetime | None
    processes: Mapping[str, Mapping[str, Any]]


def health(session: Session, tenant: str, now: datetime) -> Health:
    """As it is now; the counts by process are as old as the last measurement."""
    found = session.execute(_statement(tenant, now)).one()
    one, two, three, four, five = (Trouble(*found[at : at + 2]) for at in range(0, 10, 2))
    alive, gone, seen_at, paused, taken_at, processes = found[10:]
    about = (alive, gone, seen_at, paused, taken_at, processes or {})
    return Health(one, two, three, four, five, *about)


def _statement(tenant: str, now: datetime) -> Select[Any]:
    late, gone = now - GRACE, now - GONE_AFTER
    here = Worker.tenant_id == tenant
    workers = select(func.count()).select_from(Worker)
    latest = select(Measurement).where(Measurement.tenant_id == tenant)
    latest = latest.order_by(Measurement.hour.desc()).limit(1)
    return select(
        *_troubles(tenant, now, late),
        workers.where(here, Worker.seen_at >= gone).scalar_subquery(),
        workers.where(here, Worker.seen_at < gone).scalar_subquery(),
        select(func.max(Worker.seen_at)).where(here).scalar_subquery(),
        _number(select(QueuePause.tenant_id).where(QueuePause.tenant_id == tenant)),
        latest.with_only_columns(Measurement.taken_at).scalar_subquery(),
        latest.with_only_columns(Measurement.processes).scalar_subquery(),
    )


def _troubles(tenant: str, now: datetime, late: datetime) -> list[Any]:
    letters = (Mail.tenant_id == tenant, text(NOT_ARRIVED), UNDELIVERED)
    due = (UserTask.tenant_id == tenant, is_word(UserTask.state, "open"), UserTask.sort_at < now)
    open_ = (Incident.tenant_id == tenant, is_word(Incident.state, "open"))
    return [
        *_of(Incident.created_at, *open_),
        *_of(UserTask.sort_at, *due),
        *_of(Mail.created_at, *letters),
        *_late(tenant, late, timers=False),
        *_late(tenant, late, timers=True),
    ]


def _of(since: Any, *which: Any) -> list[Any]:
    """The number of rows, and the first of their instants."""
    # In its order, because the index of that order has these rows alone.
    query = select(since).where(*which).order_by(since)
    return [_number(query), query.limit(1).scalar_subquery()]


def _late(tenant: str, late: datetime, *, timers: bool) -> list[Any]:
    """Of the jobs longest due: looking further would take the longer the more is wrong."""
    looks = [_longest_due(tenant, late, queue) for queue in (QUEUES[:1] if timers else QUEUES)]
    chosen = [
        select(one.c.due_at).where((one.c.kind == TIMER) if timers else (one.c.kind != TIMER))
        for one in looks
    ]
    found = union_all(*chosen).subquery()
    first = select(func.min(found.c.due_at)).scalar_subquery()
    return [_number(select(found.c.due_at)), first]


def _longest_due(tenant: str, late: datetime, queue: Queue) -> Any:
    due = select(Job.due_at, Job.kind).where(Job.tenant_id == tenant, READY, Job.due_at < late)
    return due.where(Job.queue == queue).order_by(Job.due_at).limit(MANY + 1).subquery()


def _number(query: Select[Any]) -> Any:
    some = query.limit(MANY + 1).subquery()
    return select(func.count()).select_from(some).scalar_subquery()
