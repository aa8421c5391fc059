"""The anonymous row of numbers that is left of an audit."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine.database import insert_rows
from handlers.directory.tables import Person, Team
from handlers.records.audits import Audit
from handlers.records.tables import ModerationRecord, StageRecord
from handlers.retention.tables import AuditStatistic

NOWHERE = ("", "")


def keep_numbers(session: Session, tenant: str, audits: Sequence[Audit]) -> None:
    """Write one row for each audit: its month, place, category, grades and timeliness."""
    ids = [audit.id for audit in audits]
    stages, places = _stages(session, tenant, ids), _places(session, tenant, audits)
    moderations = _moderations(session, tenant, ids)
    rows = [
        numbers(audit, stages, places.get(audit.auditor, NOWHERE), moderations.get(audit.id, 0))
        for audit in audits
    ]
    insert_rows(session, AuditStatistic, rows)


def numbers(
    audit: Audit,
    stages: dict[tuple[UUID, int], StageRecord],
    place: tuple[str, str],
    moderations: int,
) -> dict[str, object]:
    """The row of one audit: nothing in it leads back to a person or a child."""
    first, second = stages.get((audit.id, 1)), stages.get((audit.id, 2))
    return {
        "tenant_id": audit.tenant_id,
        "id": uuid4(),
        "month": audit.month,
        "area": place[0],
        "district": place[1],
        "category": audit.category,
        "state": audit.state,
        "auditor_grade": first.overall if first else None,
        "reviewer_grade": second.overall if second else None,
        "final_grade": audit.final_overall,
        "supervision_grade": audit.final_supervision,
        "moderations": moderations,
        "in_month": first is not None and f"{first.at:%Y-%m}" <= audit.month,
    }


def _stages(
    session: Session, tenant: str, ids: Sequence[UUID]
) -> dict[tuple[UUID, int], StageRecord]:
    query = select(StageRecord).where(
        StageRecord.tenant_id == tenant, StageRecord.audit_id.in_(ids)
    )
    found = session.scalars(query.order_by(StageRecord.version))
    return {(row.audit_id, row.stage): row for row in found}


def _moderations(session: Session, tenant: str, ids: Sequence[UUID]) -> dict[UUID, int]:
    query = select(ModerationRecord.audit_id, func.count()).where(
        ModerationRecord.tenant_id == tenant, ModerationRecord.audit_id.in_(ids)
    )
    return {id: times for id, times in session.execute(query.group_by(ModerationRecord.audit_id))}


def _places(session: Session, tenant: str, audits: Sequence[Audit]) -> dict[str, tuple[str, str]]:
    same = (Team.tenant_id == Person.tenant_id) & (Team.id == Person.team_id)
    query = select(Person.id, Team.area, Team.district).join(Team, same)
    found = query.where(
        Person.tenant_id == tenant, Person.id.in_({audit.auditor for audit in audits})
    )
    return {id: (area, district) for id, area, district in session.execute(found)}
