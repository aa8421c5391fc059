"""Approving what somebody else has made, or sending it back."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.changes import rows
from engine.context import Context
from engine.database import insert_new
from engine.errors import NotAllowed, NotFound
from engine.history import append_audit_log
from engine.releases import standing
from engine.releases.model import ApprovalView, ReleaseRefused
from engine.tables import Approval, ApprovalPart

ROLE = "Approving needs a role that may approve."
OWN = "You have touched this change, or asked for its approval, so that somebody else approves it."
DONE = {
    "approved": "It is approved already.",
    "sent_back": "It was sent back already.",
    "void": "This approval holds no more.",
}


@dataclass(frozen=True)
class Decision:
    """What somebody says to the content they were shown. `able`: whether they hold the role."""

    approval_id: UUID
    by: str
    able: bool
    digest: str
    note: str
    approve: bool


def decide(session: Session, context: Context, said: Decision) -> ApprovalView:
    """The approval afterwards. NotAllowed for whoever may not; ReleaseRefused."""
    row, found = _locked(session, context.tenant, said.approval_id)
    _require_allowed(found, said)
    _require_open(found, said)
    part = "approved" if said.approve else "sent_back"
    told = {"tenant_id": row.tenant_id, "approval_id": row.id, "person": said.by, "part": part}
    # The key refuses a second part of the same person, whoever they are.
    if not insert_new(session, ApprovalPart, {**told, "at": context.now(), "note": said.note}):
        raise NotAllowed(OWN)
    if not said.approve or len(found.approved) + 1 >= found.needed:
        row.state = part
    _note(session, context, row, said)
    session.flush()
    return _locked(session, context.tenant, said.approval_id)[1]


def _note(session: Session, context: Context, row: Approval, said: Decision) -> None:
    append_audit_log(
        session, context.tenant, at=context.now(), by=said.by,
        action=f"approval.{'approve' if said.approve else 'send_back'}", about=str(row.change_id),
        detail={"bundle": row.bundle_key, "digest": row.digest, "note": said.note,
        "emergency": row.emergency, "state": row.state},
    )  # fmt: skip


def _locked(session: Session, tenant: str, id: UUID) -> tuple[Approval, ApprovalView]:
    """The change first, as everywhere; then the approval as it is once the change is ours."""
    which = (Approval.tenant_id == tenant, Approval.id == id)
    change_id = session.scalars(select(Approval.change_id).where(*which)).one_or_none()
    if change_id is None:
        raise NotFound("There is no such approval.")
    change = rows.locked(session, tenant, change_id)
    row = session.get_one(Approval, (tenant, id), with_for_update=True, populate_existing=True)
    return row, standing.view(session, row, change)


def _require_allowed(found: ApprovalView, said: Decision) -> None:
    if said.by in found.barred:
        raise NotAllowed(OWN)
    if not said.able:
        raise NotAllowed(ROLE)


def _require_open(found: ApprovalView, said: Decision) -> None:
    if found.state != "open":
        remedy = found.void_because or "Look at the page again."
        raise ReleaseRefused(DONE[found.state], remedy)
    if found.digest != said.digest:
        remedy = "Look at what is to be approved now."
        raise ReleaseRefused("Another content is to be approved by now.", remedy)
    if any(part.person == said.by for part in found.approved):
        raise ReleaseRefused("You have approved it already.", "Somebody else has to as well.")
    if not said.note.strip():
        raise ReleaseRefused("There is no note.", "Say what you looked at, for who reads it later.")
