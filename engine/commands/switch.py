"""Let the version that waited for an instant take the place of the one in force."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from engine import queries
from engine.claimed import Claimed
from engine.commands import rollouts
from engine.commands.deploy import put_in_force
from engine.commands.work import job_of
from engine.context import SYSTEM, Context
from engine.jobs import finish_job
from engine.tables import Deployment, Release


def switch(context: Context, claimed: Claimed) -> None:
    """Switch and end the job in one transaction; nothing to do when it was done or stopped.

    Starts have gone by the instant itself already, so that it does not matter when this is run.
    Raises LeaseLost.
    """

    def work(session: Session) -> None:
        job = job_of(session, context.tenant, claimed)
        release = locked(session, context.tenant, UUID(job.payload["release"]))
        if release.state == "waiting" and release.starts_at is not None:
            take_over(context, session, release, SYSTEM, release.starts_at)
        finish_job(session, context.tenant, claimed, context.now())

    context.database.transact(work)


def is_in_force(context: Context, session: Session, row: Deployment) -> bool:
    """Whether new instances begin with it; when its instant has come, it takes over now."""
    if not row.active and row.rollout_id is not None:
        release = locked(session, context.tenant, row.rollout_id)
        since, due = release.starts_at, release.state == "waiting"
        if due and since is not None and since <= context.now() and release.deployment_id == row.id:
            take_over(context, session, release, SYSTEM, since)
    return row.active


def take_over(
    context: Context, session: Session, release: Release, by: str, since: datetime
) -> None:
    """Put the version of a rollout in force for everybody, since an instant that has passed."""
    rollouts.end(session, release, "done", by, context.now())
    row = queries.deployment(session, context.tenant, release.deployment_id)
    session.refresh(row)
    put_in_force(context, session, row, by, since)


def locked(session: Session, tenant: str, release_id: UUID) -> Release:
    """The release, locked against others who would end its rollout."""
    found = session.get_one(
        Release, (tenant, release_id), with_for_update=True, populate_existing=True
    )
    return found
