"""Reading rows of an audit inside a transaction."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from engine.errors import Permanent
from handlers.records.audits import Audit
from handlers.records.tables import ModerationRecord, StageRecord

_NEWEST = (
    select(StageRecord)
    .where(StageRecord.tenant_id == bindparam("of"), StageRecord.audit_id == bindparam("audit"))
    .where(StageRecord.stage == bindparam("number"))
    .order_by(StageRecord.version.desc())
    .limit(1)
)


def audit_of(session: Session, tenant: str, audit_id: str | UUID) -> Audit:
    """The audit. Permanent when there is none, or the id is not one."""
    try:
        found = session.get(Audit, (tenant, UUID(str(audit_id))))
    except ValueError:
        found = None
    if found is None:
        raise Permanent("There is no such audit.")
    return found


def stage_record(session: Session, audit: Audit, stage: int) -> StageRecord | None:
    """The newest record of a stage."""
    which = {"of": audit.tenant_id, "audit": audit.id, "number": stage}
    return session.scalars(_NEWEST, which).first()


def moderations(session: Session, audit: Audit) -> list[ModerationRecord]:
    """The moderations of an audit, oldest first."""
    query = (
        select(ModerationRecord)
        .where(ModerationRecord.tenant_id == audit.tenant_id)
        .where(ModerationRecord.audit_id == audit.id)
        .order_by(ModerationRecord.sequence)
    )
    return list(session.scalars(query))


def next_version(session: Session, audit: Audit, stage: int) -> int:
    """The version a new record of this stage has, 1 for the first."""
    query = select(func.max(StageRecord.version)).where(
        StageRecord.tenant_id == audit.tenant_id,
        StageRecord.audit_id == audit.id,
        StageRecord.stage == stage,
    )
    return (session.scalar(query) or 0) + 1


def version_of(session: Session, audit: Audit, stage: int) -> int:
    """Which version of a stage stands: of its record, or for stage 3 of the moderation."""
    record = stage_record(session, audit, stage)
    return record.version if record else max(1, len(moderations(session, audit)))
