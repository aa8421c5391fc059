"""What presses: work that is due and not done, in figures that never take long to find out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, literal, select, text, union_all
from sqlalchemy.orm import Session

from engine.database import is_word
from engine.jobs import QUEUES, READY
from engine.queries.health import GONE_AFTER
from engine.tables import Incident, Job, Mail, ProcessInstance, UserTask, Worker
from engine.tables.mail import NOT_ARRIVED

# A figure beyond says that much and one more: whoever asks every few seconds must not read it all.
MOST = 10_000


@dataclass(frozen=True)
class Backlog:
    """A queue: how many jobs are to be done, how many of them are due, since when the first is."""

    ready: int
    due: int
    since: datetime | None

    def lag(self, now: datetime) -> float:
        """How late it is, in seconds."""
        return max(0.0, (now - self.since).total_seconds()) if self.since else 0.0


@dataclass(frozen=True)
class Pressing:
    """How much there is of each, MOST + 1 for more than MOST. `queues` by name, every one;
    `letters` that have not been handed over, by state."""

    active_instances: int
    open_user_tasks: int
    overdue_user_tasks: int
    open_incidents: int
    queues: dict[str, Backlog]
    letters: dict[str, int]
    workers: int


def pressing(session: Session, tenant: str, now: datetime) -> Pressing:
    """All of it, each figure from an index of just those rows."""
    figures = [_number(query) for query in _counted(tenant, now)]
    active, opened, overdue, incidents = session.execute(select(*figures)).one()
    return Pressing(
        active, opened, overdue, incidents, backlogs(session, tenant, now),
        _letters(session, tenant), workers_alive(session, tenant, now),
    )  # fmt: skip


def backlogs(session: Session, tenant: str, now: datetime) -> dict[str, Backlog]:
    """Every queue."""
    each = [_backlog(tenant, queue, now) for queue in QUEUES]
    found = session.execute(union_all(*each))
    return {queue: Backlog(ready, due, since) for queue, ready, due, since in found}


def workers_alive(session: Session, tenant: str, now: datetime) -> int:
    """How many processes that run jobs have been heard of lately."""
    heard = (Worker.tenant_id == tenant, Worker.seen_at >= now - GONE_AFTER)
    return session.scalar(select(func.count()).select_from(Worker).where(*heard)) or 0


def _counted(tenant: str, now: datetime) -> Iterator[Any]:
    """In their order, because the indexes of that order have these rows alone."""
    row = ProcessInstance
    active = select(row.started_at).where(row.tenant_id == tenant, row.status == "active")
    yield active.order_by(row.started_at)
    opened = (UserTask.tenant_id == tenant, is_word(UserTask.state, "open"))
    user_tasks = select(UserTask.sort_at).where(*opened).order_by(UserTask.sort_at)
    yield user_tasks
    yield user_tasks.where(UserTask.sort_at < now)
    held_up = (Incident.tenant_id == tenant, is_word(Incident.state, "open"))
    yield select(Incident.created_at).where(*held_up).order_by(Incident.created_at)


def _backlog(tenant: str, queue: str, now: datetime) -> Any:
    ready = select(Job.due_at).where(Job.tenant_id == tenant, READY, Job.queue == queue)
    due = ready.where(Job.due_at <= now).order_by(Job.due_at)
    first = due.limit(1).scalar_subquery()
    return select(literal(queue), _number(ready.order_by(Job.due_at)), _number(due), first)


def _number(query: Any) -> Any:
    return select(func.count()).select_from(query.limit(MOST + 1).subquery()).scalar_subquery()


def _letters(session: Session, tenant: str) -> dict[str, int]:
    held = select(Mail.state).where(Mail.tenant_id == tenant, text(NOT_ARRIVED))
    some = held.order_by(Mail.created_at).limit(MOST + 1).subquery()
    query = select(some.c.state, func.count()).group_by(some.c.state)
    return {state: number for state, number in session.execute(query)}
