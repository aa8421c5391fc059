"""Every process instance that is about an audit: its own, and what it set off."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from engine.tables import ProcessInstance
from handlers.follow_ups.tables import FollowUp
from handlers.records.audits import Audit


def instances_of(session: Session, tenant: str, audits: Sequence[Audit]) -> list[UUID]:
    """Their ids: named by an audit or a follow-up, or carrying the reference as business key.

    The key of what an audit set off is its reference with "-" or " " and more behind it.
    """
    found = {audit.instance_id for audit in audits if audit.instance_id}
    followed = select(FollowUp.instance_id).where(
        FollowUp.tenant_id == tenant, FollowUp.audit_id.in_([audit.id for audit in audits])
    )
    found |= set(session.scalars(followed))
    key = ProcessInstance.business_key
    for audit in audits:
        named = or_(key == audit.reference, *(key.startswith(audit.reference + c) for c in "- "))
        query = select(ProcessInstance.id).where(ProcessInstance.tenant_id == tenant, named)
        found |= set(session.scalars(query))
    return sorted(found)
