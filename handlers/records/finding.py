"""Reading rows of an audit inside a transaction."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from engine.database import matching
from engine.errors import Permanent
from engine.services import Services
from handlers.records.audits import Audit
from handlers.records.tables import ModerationRecord, StageRecord

T = TypeVar("T")
_STAGE = (
    (StageRecord.tenant_id == bindparam("of")) & (StageRecord.audit_id == bindparam("audit")),
    StageRecord.stage == bindparam("number"),
)
_NEWEST = select(StageRecord).where(*_STAGE).order_by(StageRecord.version.desc()).limit(1)
_HIGHEST = select(func.max(StageRecord.version)).where(*_STAGE)


def audit_of(session: Session, tenant: str, audit_id: str | UUID) -> Audit:
    """The audit. Permanent when there is none, or the id is not one."""
    try:
        found = session.get(Audit, (tenant, UUID(str(audit_id))))
    except ValueError:
        found = None
    if found is None:
        raise Permanent("There is no such audit.")
    return found


def written(session: Session, services: Services, table: type[T]) -> T | None:
    """What this very activity wrote, when it is carried out again after a failure."""
    which = {"tenant_id": services.tenant, "activity_key": services.activity.key}
    return session.scalars(matching(table, "tenant_id", "activity_key"), which).first()


def stage_record(session: Session, audit: Audit, stage: int) -> StageRecord | None:
    """The newest record of a stage."""
    which = {"of": audit.tenant_id, "audit": audit.id, "number": stage}
    return session.scalars(_NEWEST, which).first()


def stage_records(session: Session, audit: Audit) -> dict[int, StageRecord]:
    """The newest record of each stage that has one, in one statement."""
    query = matching(StageRecord, "tenant_id", "audit_id", order=("version",))
    found = session.scalars(query, {"tenant_id": audit.tenant_id, "audit_id": audit.id})
    return {record.stage: record for record in found}


def moderations(session: Session, audit: Audit) -> list[ModerationRecord]:
    """The moderations of an audit, oldest first."""
    query = matching(ModerationRecord, "tenant_id", "audit_id", order=("sequence",))
    return list(session.scalars(query, {"tenant_id": audit.tenant_id, "audit_id": audit.id}))


def next_version(session: Session, audit: Audit, stage: int) -> int:
    """The version a new record of this stage has, 1 for the first."""
    which = {"of": audit.tenant_id, "audit": audit.id, "number": stage}
    return (session.scalar(_HIGHEST, which) or 0) + 1


def version_of(session: Session, audit: Audit, stage: int) -> int:
    """Which version of a stage stands: of its record, or for stage 3 of the moderation."""
    record = stage_record(session, audit, stage)
    return record.version if record else max(1, len(moderations(session, audit)))
