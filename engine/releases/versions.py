"""The history of a bundle: every version with its story."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.errors import NotFound
from engine.releases import standing
from engine.releases.model import How, Part, ReleaseView, Roll, Sentence
from engine.tables import Approval, Deployment, Release


def all_of(session: Session, tenant: str, bundle_key: str) -> list[ReleaseView]:
    """Every version, the latest first; none when it was never deployed."""
    query = select(Deployment, Release).outerjoin(
        Release,
        (Release.tenant_id == Deployment.tenant_id) & (Release.deployment_id == Deployment.id),
    )
    mine = query.where(Deployment.tenant_id == tenant, Deployment.key == bundle_key)
    found = session.execute(mine.order_by(Deployment.version.desc())).all()
    return [_view(session, row, release) for row, release in found]


def one(session: Session, tenant: str, bundle_key: str, version: int) -> ReleaseView:
    """One version. NotFound when there is none."""
    for found in all_of(session, tenant, bundle_key):
        if found.version == version:
            return found
    raise NotFound("The bundle has no such version.")


def _view(session: Session, row: Deployment, release: Release | None) -> ReleaseView:
    told = (row.id, row.key, row.version, row.digest, row.title, row.active)
    if release is None:
        return ReleaseView(*told, "plain", row.deployed_by, row.deployed_at, row.note)
    return replace(
        ReleaseView(*told, release.kind, release.by, release.at, release.note),
        approved=_approved(session, row.tenant_id, release.approval_id),
        **_story(release),
        **_rollout(release),
    )


def _story(release: Release) -> dict[str, Any]:
    """Where a version came from, and what was told of it."""
    same = ("back_to", "change_id", "emergency", "running", "before_id")
    return {
        **{name: getattr(release, name) for name in same},
        "release_id": release.id,
        "authors": tuple(release.authors),
        "sentences": tuple(map(_sentence, release.sentences)),
    }


def _rollout(release: Release) -> dict[str, Any]:
    """How it comes into force, and how far that is."""
    how: How = "from" if release.starts_at else "groups" if release.groups else "now"
    same = ("variable", "state", "ended_at", "ended_by")
    roll = Roll(how, release.starts_at, tuple(release.groups))
    return {**{name: getattr(release, name) for name in same}, "roll": roll}


def _sentence(kept: Mapping[str, Any]) -> Sentence:
    affected = tuple((kind, name) for kind, name in kept.get("affected", ()))
    return Sentence(kept["sentence"], kept["lane"], kept["file"], affected)


def _approved(session: Session, tenant: str, approval_id: UUID | None) -> tuple[Part, ...]:
    if approval_id is None:
        return ()
    row = session.get_one(Approval, (tenant, approval_id))
    return tuple(part for part in standing.parts_of(session, row) if part.part == "approved")
