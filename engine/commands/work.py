"""What the commands that do a job have in common."""

from __future__ import annotations

from sqlalchemy.orm import Session

from engine.claimed import Claimed
from engine.errors import LeaseLost
from engine.tables import Job


def job_of(session: Session, tenant: str, claimed: Claimed) -> Job:
    """The row of a claimed job. LeaseLost when the lease is no longer ours."""
    row = session.get(Job, (tenant, claimed.id), populate_existing=True)
    if row is None or row.state != "leased" or row.lease_token != claimed.token:
        raise LeaseLost("another worker holds this job, or it was cancelled")
    return row
