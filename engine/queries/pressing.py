"""What presses: work that is due and not done, in figures that are cheap to find out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from engine.database import is_word
from engine.queries.health import GONE_AFTER
from engine.queries.operations import Counts, counts
from engine.tables import Job, Mail, UserTask, Worker
from engine.tables.mail import NOT_ARRIVED


@dataclass(frozen=True)
class Backlog:
    """A queue: how many jobs are due and not begun, and since when the first of them is."""

    due: int
    since: datetime | None

    def lag(self, now: datetime) -> float:
        """How late it is, in seconds."""
        return max(0.0, (now - self.since).total_seconds()) if self.since else 0.0


@dataclass(frozen=True)
class Pressing:
    """`queues` by name; `letters` that have not been handed over, by state."""

    counts: Counts
    overdue_user_tasks: int
    queues: dict[str, Backlog]
    letters: dict[str, int]
    workers: int


def pressing(session: Session, tenant: str, now: datetime) -> Pressing:
    """All of it, each figure from an index."""
    return Pressing(
        counts(session, tenant), _overdue(session, tenant, now), backlogs(session, tenant, now),
        _letters(session, tenant), workers_alive(session, tenant, now),
    )  # fmt: skip


def backlogs(session: Session, tenant: str, now: datetime) -> dict[str, Backlog]:
    """The queues in which something is due."""
    query = (
        select(Job.queue, func.count(), func.min(Job.due_at))
        .where(Job.tenant_id == tenant, is_word(Job.state, "ready"), Job.due_at <= now)
        .group_by(Job.queue)
    )
    return {queue: Backlog(due, since) for queue, due, since in session.execute(query)}


def workers_alive(session: Session, tenant: str, now: datetime) -> int:
    """How many processes that run jobs have been heard of lately."""
    heard = (Worker.tenant_id == tenant, Worker.seen_at >= now - GONE_AFTER)
    return session.scalar(select(func.count()).select_from(Worker).where(*heard)) or 0


def _overdue(session: Session, tenant: str, now: datetime) -> int:
    query = select(func.count()).select_from(UserTask)
    late = (UserTask.tenant_id == tenant, is_word(UserTask.state, "open"), UserTask.sort_at < now)
    return session.scalar(query.where(*late)) or 0


def _letters(session: Session, tenant: str) -> dict[str, int]:
    query = select(Mail.state, func.count()).where(Mail.tenant_id == tenant, text(NOT_ARRIVED))
    return {state: number for state, number in session.execute(query.group_by(Mail.state))}
