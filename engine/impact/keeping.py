"""Keeping a report with the change it is about."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.impact.model import ImpactReport
from engine.tables import ChangeEffect

IMPACT, DONE = "impact", "done"


def keep(
    session: Session, tenant: str, change_id: UUID, report: ImpactReport, *, by: str
) -> ChangeEffect:
    """Keep what was found out about a change; the row."""
    many = len(report.instances)
    row = ChangeEffect(
        tenant_id=tenant, id=uuid4(), change_id=change_id, kind=IMPACT, digest=report.digest,
        state=DONE, done=many, total=many, begun_by=by, begun_at=report.at, seen_at=report.at,
        ended_at=report.at, result=report.to_json(),
    )  # fmt: skip
    session.add(row)
    return row


def kept(session: Session, tenant: str, change_id: UUID, digest: str) -> ImpactReport | None:
    """The last report on this very content of the change; None when there is none."""
    query = select(ChangeEffect).where(
        ChangeEffect.tenant_id == tenant,
        ChangeEffect.change_id == change_id,
        ChangeEffect.kind == IMPACT,
        ChangeEffect.digest == digest,
        ChangeEffect.state == DONE,
    )
    row = session.scalars(query.order_by(ChangeEffect.begun_at.desc()).limit(1)).first()
    return ImpactReport.from_json(row.result) if row is not None and row.result else None
