"""The row of a release: who made it, who approved it, what it changes, and what was running."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine.bundle import Bundle
from engine.cohorts import rollout_of
from engine.context import Context
from engine.database import insert_rows
from engine.differences import Difference, Kind, by_audience
from engine.releases.model import AT_ONCE, ApprovalView, Roll, Sentence
from engine.tables import Deployment, ProcessInstance, Release

GOING_ON = ("active", "suspended")
STATE = {"now": "done", "from": "waiting", "groups": "trial"}


@dataclass(frozen=True)
class Story:
    """What is told of a release besides what it can find out by itself."""

    kind: str
    by: str
    note: str
    roll: Roll = AT_ONCE
    authors: tuple[str, ...] = ()
    emergency: str = ""
    approval: ApprovalView | None = None
    back_to: int | None = None


def sentences_of(old: Bundle | None, new: Bundle) -> tuple[Sentence, ...]:
    """The differences of two versions with those they matter to; none when there was none before.

    Raises BundleRefused.
    """
    if old is None:
        return ()
    affected: dict[Difference, list[tuple[Kind, str]]] = {}
    for group in by_audience(old, new):
        for one in group.differences:
            affected.setdefault(one, []).append((group.audience.kind, group.audience.name))
    return tuple(Sentence(d.sentence, d.lane, d.file, tuple(to)) for d, to in affected.items())


def running(session: Session, tenant: str, bundle_key: str) -> dict[str, int]:
    """How many instances of each process of the bundle are going on, by its key."""
    same = (Deployment.tenant_id == ProcessInstance.tenant_id) & (
        Deployment.id == ProcessInstance.deployment_id
    )
    query = select(ProcessInstance.process_key, func.count()).join(Deployment, same)
    going_on = query.where(
        ProcessInstance.tenant_id == tenant,
        ProcessInstance.status.in_(GOING_ON),
        Deployment.key == bundle_key,
    )
    by_key = going_on.group_by(ProcessInstance.process_key).order_by(ProcessInstance.process_key)
    return {key: count for key, count in session.execute(by_key)}


def record(
    session: Session,
    context: Context,
    row: Deployment,
    bundle: Bundle,
    before: UUID | None,
    sentences: tuple[Sentence, ...],
    story: Story,
) -> Release:
    """Insert the release of a version. Nothing is put in force by it."""
    id, now = uuid4(), context.now()
    told = {
        "tenant_id": context.tenant, "id": id, "bundle_key": row.key, "deployment_id": row.id,
        "before_id": before, "at": now, "sentences": [asdict(one) for one in sentences],
        "running": running(session, context.tenant, row.key),
    }  # fmt: skip
    insert_rows(session, Release, [{**told, **_told(story), **_rollout(bundle, story, now)}])
    return session.get_one(Release, (context.tenant, id))


def _told(story: Story) -> dict[str, object]:
    """Who made it, who approved it, and why."""
    approval = story.approval
    return {
        "kind": story.kind,
        "back_to": story.back_to,
        "change_id": approval.change_id if approval else None,
        "approval_id": approval.id if approval else None,
        "authors": list(story.authors),
        "by": story.by,
        "note": story.note,
        "emergency": story.emergency,
    }


def _rollout(bundle: Bundle, story: Story, now: datetime) -> dict[str, object]:
    """How it comes into force: a version for all, at once, is rolled out when it is written."""
    said, roll = rollout_of(bundle), story.roll
    over, by_groups = roll.how == "now", roll.how == "groups"
    return {
        "rollout": roll.how,
        "starts_at": roll.starts_at,
        "variable": said.by if by_groups else "",
        "grouping": said.groups if by_groups else "",
        "groups": list(roll.groups),
        "state": STATE[roll.how],
        "ended_at": now if over else None,
        "ended_by": story.by if over else None,
    }
