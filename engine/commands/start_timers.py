"""Processes that begin by the clock: a job for the next start of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from engine.calendar import Calendar
from engine.context import Context
from engine.deployments import Deployed
from engine.errors import HandlerFailed
from engine.jobs import insert_jobs, new_job
from engine.model import Activity
from engine.spiff import start_due
from engine.tables import Deployment, Job, ProcessDefinition


@dataclass
class _BeforeStart:
    """What a start event's expression may see: there is no instance yet."""

    now: datetime
    calendar: Calendar
    parameters: Mapping[str, Any]
    instance: Mapping[str, Any] = field(default_factory=dict)

    def call(
        self, operation: str, inputs: Mapping[str, Any], activity: Activity
    ) -> Mapping[str, Any] | None:
        """Nothing can be called before there is an instance."""
        raise HandlerFailed(f"{operation} cannot be called before the start.")


@dataclass(frozen=True)
class Start:
    """One start event's timer: `timer` is its place in the process's `start_timers`.

    `fired` starts lie behind; durations and repetitions count from `base`.
    """

    process_key: str
    base: datetime
    fired: int
    timer: int

    def element(self, deployed: Deployed) -> str:
        """The id of the start event."""
        return deployed.definitions.processes[self.process_key].start_timers[self.timer][0]

    def rule(self, deployed: Deployed) -> str:
        """The timer's text."""
        return deployed.definitions.processes[self.process_key].start_timers[self.timer][1]


def schedule_all(context: Context, session: Session, deployed: Deployed, since: datetime) -> None:
    """Put the starts of this deployment in the place of those of the bundle's other versions.

    What was due by then belongs to the version that was in force, and still begins with it.
    """
    _cancel(context, session, deployed.bundle.key, since)
    for process in deployed.definitions.processes.values():
        for timer in range(len(process.start_timers)):
            start = Start(process.key, since, 0, timer)
            _insert(context, session, deployed, start, _due(deployed, start, since))


def schedule(context: Context, session: Session, deployed: Deployed, start: Start) -> None:
    """Insert the job of the start after `fired` others; nothing when there is none.

    Starts that were missed are skipped: the one just made was the one to catch up with. The very
    first may lie in the past and is due at once. Raises ExpressionFailed.
    """
    now = context.now()
    due = _due(deployed, start, now)
    while start.fired and due is not None and due <= now:
        last, start = due, replace(start, fired=start.fired + 1)
        due = _due(deployed, start, now)
        if due is not None and due <= last:
            return
    _insert(context, session, deployed, start, due)


def _due(deployed: Deployed, start: Start, now: datetime) -> datetime | None:
    host = _BeforeStart(now, deployed.calendar, deployed.parameters)
    return start_due(
        deployed.definitions,
        start.process_key,
        host,
        base=start.base,
        fired=start.fired,
        timer=start.timer,
    )


def _insert(
    context: Context, session: Session, deployed: Deployed, start: Start, due: datetime | None
) -> None:
    if due is None:
        return
    job = new_job(
        context.tenant,
        "start",
        due_at=due,
        now=context.now(),
        payload={**asdict(start), "deployment": str(deployed.id), "due": due},
        element_id=start.process_key,
        rule=start.rule(deployed),
    )
    insert_jobs(session, [job])


def _cancel(context: Context, session: Session, bundle_key: str, since: datetime) -> None:
    """Also one that a worker has taken: it loses its lease."""
    for job in session.scalars(_scheduled(context.tenant, bundle_key)):
        # The job's own date moves when it is tried again.
        if job.payload.get("due", job.due_at) > since:
            job.state, job.ended_at = "cancelled", context.now()
            job.lease_token, job.lease_until = None, None


def _scheduled(tenant: str, bundle_key: str) -> Select[Job]:
    same = (Deployment.tenant_id == ProcessDefinition.tenant_id) & (
        Deployment.id == ProcessDefinition.deployment_id
    )
    keys = select(ProcessDefinition.key).join(Deployment, same).distinct()
    theirs = keys.where(Deployment.tenant_id == tenant, Deployment.key == bundle_key)
    query = select(Job).where(Job.tenant_id == tenant, Job.element_id.in_(theirs))
    going_on = (Job.kind == "start", Job.rule.is_not(None), Job.state.in_(("ready", "leased")))
    return query.where(*going_on).with_for_update()
