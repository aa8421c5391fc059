"""What is past its time, counted by the worker every night: it takes longer than a page may."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.claimed import Claimed
from engine.context import Context
from engine.database import insert_new
from engine.jobs import finish_job, insert_jobs, new_job
from engine.tables import Job
from handlers.directory.reading import HERE
from handlers.retention.forecast import Coming, coming
from handlers.retention.holding import standing
from handlers.retention.in_force import schedule_in_force
from handlers.retention.schedule import Period
from handlers.retention.tables import RetentionCount

# On the clocks of the office, when nobody waits for a page.
AT_NIGHT = timedelta(hours=2)


@dataclass(frozen=True)
class Counted:
    """The latest count. `at` is when, None before the first; `stale`: the schedule or a hold has
    changed since; `asked`: another is on its way; `held_up`: its job needs an administrator."""

    at: datetime | None
    coming: list[Coming]
    stale: bool = False
    asked: bool = False
    held_up: bool = False

    @property
    def wanted(self) -> bool:
        """Whether it should be counted (again), and nobody has asked for that."""
        return (self.at is None or self.stale) and not self.asked and not self.held_up


def counted(session: Session, tenant: str, periods: Sequence[Period]) -> Counted:
    """What was counted last, of the kinds that are erased by this schedule."""
    row = session.get(RetentionCount, tenant)
    if row is None:
        return Counted(None, [])
    state = _state(session, row)
    known = {one.kind.key: one for one in periods if one.months}
    told = [Coming(known[kind], n[0], n[1:]) for kind, n in row.counts.items() if kind in known]
    stale = row.counted_at is not None and row.basis != basis(session, tenant, periods)
    asked, held_up = state in ("ready", "leased"), state == "incident"
    return Counted(row.counted_at, told, stale, asked, held_up)


def ask(session: Session, tenant: str, now: datetime) -> None:
    """Have it counted as soon as a worker can, unless that was asked for already."""
    empty = {"tenant_id": tenant, "basis": "", "counts": {}}
    insert_new(session, RetentionCount, empty)
    query = select(RetentionCount).where(RetentionCount.tenant_id == tenant)
    row = session.scalars(query.with_for_update()).one()
    if _state(session, row) not in ("ready", "leased"):
        job = new_job(tenant, "count", due_at=now, now=now)
        insert_jobs(session, [job])
        row.job_id = job["id"]


def count(context: Context, claimed: Claimed) -> None:
    """The job. Reads without holding anybody up, then writes one row."""
    now, tenant = context.now(), context.tenant
    with context.database.read() as session:
        periods = schedule_in_force(
            session, tenant, lambda id: context.deployments.get(session, id)
        )
        found = coming(session, tenant, periods, now)
        told = {one.period.kind.key: [one.now, *one.months] for one in found}
        of = basis(session, tenant, periods)
    with context.database.write() as session:
        row = session.get_one(RetentionCount, tenant)
        row.counted_at, row.basis, row.counts = now, of, told
        finish_job(session, tenant, claimed, now)


def basis(session: Session, tenant: str, periods: Sequence[Period]) -> str:
    """Changes with the schedule and with the holds that stand."""
    of = [(one.kind.key, one.months, one.then) for one in periods]
    holds = sorted(str(one.id) for one in standing(session, tenant))
    return hashlib.sha256(json.dumps([of, holds]).encode()).hexdigest()


class CountEveryNight:
    """Call it as often as you like: it asks once a night, and when the night was missed."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._done: date | None = None

    def __call__(self) -> None:
        context = self._context
        night = (context.now().astimezone(HERE) - AT_NIGHT).date()
        if night != self._done:
            context.database.transact(lambda session: self._ask(session, night))
            self._done = night

    def _ask(self, session: Session, night: date) -> None:
        tenant = self._context.tenant
        row = session.get(RetentionCount, tenant)
        last = row.counted_at if row else None
        if last is None or (last.astimezone(HERE) - AT_NIGHT).date() < night:
            ask(session, tenant, self._context.now())


def _state(session: Session, row: RetentionCount) -> str:
    """Of the job that was asked for last; "" when there is none any more."""
    job = session.get(Job, (row.tenant_id, row.job_id)) if row.job_id else None
    return job.state if job else ""
