"""An audit that is issued and whose process has not begun: a job does that, and it may fail."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.tables import Job, ProcessInstance
from handlers.records.audits import Audit

SOON = "The audit is issued and is about to begin."
HELD_UP = "The audit is issued, but could not begin: an administrator has been told."


def begun(session: Session, audit: Audit) -> UUID | None:
    """The process instance of an audit; None before it began, though its id is known earlier."""
    if audit.instance_id is None:
        return None
    row = session.get(ProcessInstance, (audit.tenant_id, audit.instance_id))
    return row.id if row is not None else None


def not_begun(session: Session, audit: Audit) -> str:
    """In a sentence, what an issued audit that has not begun waits for."""
    query = select(Job.state).where(
        Job.tenant_id == audit.tenant_id, Job.dedupe_key == f"start:{audit.id}"
    )
    return HELD_UP if session.scalar(query) == "incident" else SOON
