"""Deploying: exactly what was approved, as it is to be rolled out, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from engine.bundle import Bundle
from engine.changes import ending, rows
from engine.cohorts import rollout_of
from engine.commands import rollouts
from engine.commands.deploy import insert_version, next_version, put_in_force
from engine.context import Context
from engine.deployments import Deployed
from engine.history import append_audit_log
from engine.jobs import insert_jobs, new_job
from engine.releases import standing
from engine.releases.model import ApprovalView, ReleaseRefused, Roll, Sentence
from engine.releases.recording import Story, record
from engine.tables import Deployment, Release

UNDER_WAY = "Another version of this bundle is being rolled out."
FINISH = "Give it to everybody or stop it first."


@dataclass(frozen=True)
class Prepared:
    """A bundle read outside the transaction, and what it was compared with."""

    deployed: Deployed
    against: UUID | None
    sentences: tuple[Sentence, ...]

    @property
    def bundle(self) -> Bundle:
        """Its files."""
        return self.deployed.bundle


def approved(session: Session, tenant: str, change_id: UUID, digest: str) -> ApprovalView:
    """The approval of this very content, with the change locked. ReleaseRefused without one."""
    change = rows.locked(session, tenant, change_id)
    found = standing.of_change(session, change)
    if change.digest != digest:
        raise ReleaseRefused(standing.EDITED, "Ask for its approval again.")
    if found is None or not found.stands:
        why = found.void_because if found else ""
        raise ReleaseRefused(why or "Nobody has approved it.", "Ask for its approval.")
    return found


def approved_files(
    session: Session, context: Context, bundle: Bundle, digest: str, emergency: str
) -> ApprovalView | None:
    """The approval of a bundle that came as files; None when it is the first version, or an
    emergency. ReleaseRefused."""
    if digest and digest != bundle.digest:
        sentence = f"The files are {bundle.digest[:12]}, and not what was approved."
        raise ReleaseRefused(sentence, "Deploy exactly what was approved.")
    found = standing.of_digest(session, context.tenant, bundle.digest) if digest else None
    if digest and found is None:
        raise ReleaseRefused("Nobody has approved these files.", "Ask for approval in the studio.")
    first = standing.in_force(session, context.tenant, bundle.key) is None
    if not digest and not emergency.strip() and not first:
        remedy = "Give --approved with the digest that was approved, or --emergency with a reason."
        raise ReleaseRefused("A later version needs the approval of a second person.", remedy)
    return found


def deploy(session: Session, context: Context, ready: Prepared, story: Story) -> Release:
    """Insert the version and let it come into force as the story's rollout says."""
    require_possible(ready.bundle, story.roll, context.now())
    before = standing.in_force(session, context.tenant, ready.bundle.key)
    if before != ready.against:
        raise ReleaseRefused(standing.MOVED, "Look at what it changes now.")
    _require_no_other(session, context, ready.bundle.key, story)
    version = next_version(session, context.tenant, ready.deployed.bundle.key)
    row = insert_version(context, session, ready.deployed, story.by, story.note, version)
    release = record(session, context, row, ready.bundle, before, ready.sentences, story)
    _log(session, context, row, story)
    _roll_out(session, context, row, release, story)
    if story.approval is not None:
        ended = rows.locked(session, context.tenant, story.approval.change_id)
        ending.deployed(session, ended, row.id)
    return release


def require_possible(bundle: Bundle, roll: Roll, now: datetime) -> None:
    """Raises ReleaseRefused for an instant that has passed, or groups that cannot be told."""
    if roll.how == "from" and (roll.starts_at is None or roll.starts_at <= now):
        raise ReleaseRefused("The date has passed.", "Give one that is to come, or deploy now.")
    if roll.how == "groups" and not rollout_of(bundle).by:
        remedy = "Name the start variable in bundle.toml, under [rollout]."
        raise ReleaseRefused("The bundle does not say what groups there are.", remedy)
    if roll.how == "groups" and not roll.groups:
        raise ReleaseRefused("No group is chosen.", "Choose at least one.")


def _require_no_other(session: Session, context: Context, key: str, story: Story) -> None:
    other = rollouts.under_way(session, context.tenant, key)
    if other is None:
        return
    if not story.emergency and story.kind != "back":
        raise ReleaseRefused(UNDER_WAY, FINISH)
    rollouts.end(session, other, "stopped", story.by, context.now())


def _roll_out(
    session: Session, context: Context, row: Deployment, release: Release, story: Story
) -> None:
    if story.roll.how == "now":
        put_in_force(context, session, row, story.by)
        return
    rollouts.mark(session, release)
    if story.roll.starts_at is not None:
        job = new_job(
            context.tenant, "switch", due_at=story.roll.starts_at, now=context.now(),
            payload={"release": str(release.id)}, dedupe_key=f"switch:{release.id}",
        )  # fmt: skip
        insert_jobs(session, [job])


def _log(session: Session, context: Context, row: Deployment, story: Story) -> None:
    roll = story.roll
    detail = {
        "version": row.version,
        "digest": row.digest,
        "kind": story.kind,
        "note": story.note,
        "emergency": story.emergency,
        "authors": list(story.authors),
        "approval": str(story.approval.id) if story.approval else "",
        "rollout": roll.how,
        "starts_at": roll.starts_at.isoformat() if roll.starts_at else None,
        "groups": list(roll.groups),
    }
    action = "release.back" if story.kind == "back" else "release"
    append_audit_log(
        session, context.tenant, at=context.now(), by=story.by, action=action, about=row.key,
        detail=detail | ({"back_to": story.back_to} if story.back_to else {}),
    )  # fmt: skip
