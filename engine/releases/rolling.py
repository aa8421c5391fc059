"""How a rollout goes on and ends: for everybody, for more groups, or stopped; and going back."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.commands import rollouts
from engine.commands.switch import locked, take_over
from engine.context import Context
from engine.errors import NotFound
from engine.history import append_audit_log
from engine.releases.model import ReleaseRefused
from engine.tables import Deployment, Release

OVER = "This version is not being rolled out any more."
AGAIN = "Look at the page again."


def to_everybody(session: Session, context: Context, release_id: UUID, by: str) -> None:
    """New instances of everybody begin with it from now on. ReleaseRefused when it is over."""
    release = _going_on(session, context, release_id)
    _log(session, context, release, "release.everybody", by, "")
    take_over(context, session, release, by, context.now())


def to_more(
    session: Session, context: Context, release_id: UUID, groups: Sequence[str], by: str
) -> None:
    """These groups have it as well from now on. ReleaseRefused when it is over, or for none."""
    release = _going_on(session, context, release_id)
    more = [one for one in groups if one not in release.groups]
    if release.state != "trial" or not more:
        raise ReleaseRefused("No group would be added.", "Choose one that does not have it yet.")
    release.groups = [*release.groups, *more]
    _log(session, context, release, "release.more", by, "")


def stop(session: Session, context: Context, release_id: UUID, by: str, note: str) -> None:
    """All new instances begin with the version in force again; those that began with it go on."""
    if not note.strip():
        raise ReleaseRefused("There is no note.", "Say why it is stopped, for who reads it later.")
    release = _going_on(session, context, release_id)
    rollouts.end(session, release, "stopped", by, context.now())
    _log(session, context, release, "release.stop", by, note)


def version_to_go_back_to(
    session: Session, tenant: str, bundle_key: str, version: int
) -> Deployment:
    """An earlier version that was in force, or approved. NotFound, ReleaseRefused."""
    query = select(Deployment).where(Deployment.tenant_id == tenant, Deployment.key == bundle_key)
    row = session.scalars(query.where(Deployment.version == version)).one_or_none()
    if row is None:
        raise NotFound("The bundle has no such version.")
    if row.active:
        raise ReleaseRefused("This version is in force.", "Choose an earlier one.")
    mine = (Release.tenant_id == tenant, Release.deployment_id == row.id)
    release = session.scalars(select(Release).where(*mine)).one_or_none()
    if release is not None and _never_approved(release):
        sentence = "This version was deployed in an emergency, and nobody approved it."
        raise ReleaseRefused(sentence, "Begin a change from it, and ask for its approval.")
    return row


def _never_approved(release: Release) -> bool:
    return release.kind == "command" and release.approval_id is None and bool(release.emergency)


def _going_on(session: Session, context: Context, release_id: UUID) -> Release:
    known = session.get(Release, (context.tenant, release_id))
    if known is None:
        raise NotFound("There is no such release.")
    release = locked(session, context.tenant, release_id)
    if release.state not in rollouts.UNDER_WAY:
        raise ReleaseRefused(OVER, AGAIN)
    return release


def _log(
    session: Session, context: Context, release: Release, action: str, by: str, note: str
) -> None:
    append_audit_log(
        session, context.tenant, at=context.now(), by=by, action=action, about=release.bundle_key,
        detail={"release": str(release.id), "note": note, "groups": list(release.groups)},
    )  # fmt: skip
