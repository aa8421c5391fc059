"""`month.close`: whose audit was not submitted by the end of the month (R37)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import CursorResult, select, update

from engine.registry import handler
from engine.services import Services
from handlers.month.tables import AuditMonth
from handlers.records.audits import Audit
from handlers.records.tables import StageRecord

OUT = ("drawn", "withdrawn", "discounted", "cancelled")


@handler("month.close", outputs=("overdue",))
def close(services: Services, *, month: str) -> Mapping[str, object]:
    """Marks every audit overdue whose auditor has not submitted; the audits themselves go on."""
    session = services.session
    submitted = select(StageRecord.audit_id).where(
        StageRecord.tenant_id == services.tenant, StageRecord.stage == 1
    )
    statement = (
        update(Audit)
        .where(Audit.tenant_id == services.tenant, Audit.month == month)
        .where(Audit.state.not_in(OUT), Audit.overdue_at.is_(None), Audit.id.not_in(submitted))
        .values(overdue_at=services.now)
    )
    done: CursorResult[Any] = session.execute(  # type: ignore[assignment]
        statement, execution_options={"synchronize_session": False}
    )
    session.get_one(AuditMonth, (services.tenant, month)).closed_at = services.now
    return {"overdue": done.rowcount}
