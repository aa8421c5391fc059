"""A version that is being rolled out: the mark on it and on the one in force, and its end."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from engine.jobs import READY
from engine.tables import CarryOver, Deployment, Job, Release

UNDER_WAY = ("waiting", "trial")


def under_way(session: Session, tenant: str, bundle_key: str) -> Release | None:
    """The release of the bundle's version that is being rolled out, locked; None for none."""
    query = select(Release).where(Release.tenant_id == tenant, Release.bundle_key == bundle_key)
    found = query.where(Release.state.in_(UNDER_WAY)).with_for_update()
    return session.scalars(found, execution_options={"populate_existing": True}).one_or_none()


def mark(session: Session, release: Release) -> None:
    """Let starts look at the release, for its version and the one in force."""
    _point(session, release, release.id)


def end(session: Session, release: Release, state: str, by: str, now: datetime) -> None:
    """Say how a rollout ended: done or stopped. Starts look at it no more."""
    release.state, release.ended_by, release.ended_at = state, by, now
    _point(session, release, None)
    if state == "stopped":
        _call_off(session, release.tenant_id, CarryOver.deployment_id == release.deployment_id, now)


def give_up(session: Session, tenant: str, bundle_key: str, by: str, now: datetime) -> None:
    """Stop the rollout of the bundle, if there is one: something else comes into force."""
    release = under_way(session, tenant, bundle_key)
    if release is not None:
        end(session, release, "stopped", by, now)


def only_to(session: Session, row: Deployment, now: datetime) -> None:
    """Let nothing be carried over any more to the bundle's other versions."""
    mine = (Deployment.tenant_id == row.tenant_id, Deployment.key == row.key)
    others = select(Deployment.id).where(*mine, Deployment.id != row.id)
    _call_off(session, row.tenant_id, CarryOver.deployment_id.in_(others), now)


def _call_off(session: Session, tenant: str, which: ColumnElement[bool], now: datetime) -> None:
    jobs = select(CarryOver.job_id).where(CarryOver.tenant_id == tenant, which)
    waiting = (Job.tenant_id == tenant, Job.id.in_(jobs), READY)
    session.execute(
        update(Job).where(*waiting).values(state="cancelled", ended_at=now),
        execution_options={"synchronize_session": False},
    )


def _point(session: Session, release: Release, to: UUID | None) -> None:
    both = [id for id in (release.deployment_id, release.before_id) if id is not None]
    which = (Deployment.tenant_id == release.tenant_id, Deployment.id.in_(both))
    session.flush()
    session.execute(update(Deployment).where(*which).values(rollout_id=to))
