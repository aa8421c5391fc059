"""How changes end."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from engine.changes.model import ChangeRefused
from engine.context import Context
from engine.history import append_audit_log
from engine.tables import Change, Deployment


def abandon(session: Session, row: Change, context: Context, by: str, reason: str) -> None:
    """Give a change up. ChangeRefused without a reason."""
    if not reason.strip():
        raise ChangeRefused("A reason is needed.", "Say why the change is given up.")
    row.state, row.ended_by, row.ended_at = "abandoned", by, context.now()
    row.reason = reason.strip()
    append_audit_log(
        session, context.tenant, at=context.now(), by=by, action="change.abandon",
        about=f"{row.id}", detail={"bundle": row.bundle_key, "reason": row.reason},
    )  # fmt: skip


def deployed(session: Session, row: Change, deployment_id: UUID) -> None:
    """Note what was deployed from it; the deployment itself is in the audit log."""
    made = session.get_one(Deployment, (row.tenant_id, deployment_id))
    row.state, row.deployment_id = "deployed", deployment_id
    row.ended_by, row.ended_at = made.deployed_by, made.deployed_at
