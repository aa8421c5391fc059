"""The row of a release: who made it, who approved it, what it changes, and what was running."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine.bundle import Bundle
from engine.cohorts import rollout_of
from engine.context import Context
from engine.database import insert_rows
from engine.differences import differences
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
    """The differences of two versions; none when there was none before."""
    if old is None:
        return ()
    return tuple(Sentence(d.sentence, d.lane, d.file) for d in differences(old, new))


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
    said, now = rollout_of(bundle), context.now()
    told = {
        "tenant_id": context.tenant,
        "id": uuid4(),
        "bundle_key": row.key,
        "deployment_id": row.id,
        "before_id": before,
        "kind": story.kind,
        "back_to": story.back_to,
        "change_id": story.approval.change_id if story.approval else None,
        "approval_id": story.approval.id if story.approval else None,
        "authors": list(story.authors),
        "by": story.by,
        "at": now,
        "note": story.note,
        "emergency": story.emergency,
        "sentences": [asdict(one) for one in sentences],
        "running": running(session, context.tenant, row.key),
        "rollout": story.roll.how,
        "starts_at": story.roll.starts_at,
        "variable": said.by if story.roll.how == "groups" else "",
        "grouping": said.groups if story.roll.how == "groups" else "",
        "groups": list(story.roll.groups),
        "state": STATE[story.roll.how],
        "ended_at": now if story.roll.how == "now" else None,
        "ended_by": story.by if story.roll.how == "now" else None,
    }
    insert_rows(session, Release, [told])
    return session.get_one(Release, (context.tenant, told["id"]))
