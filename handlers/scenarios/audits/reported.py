"""Months that are over before a story begins: one concluded audit in each, and its report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import uuid4

from engine import queries
from engine.facade import Engine
from handlers.records.audits import Audit
from handlers.reports.closing import close_month

PROCESS = "reporting"


def report_on(engine: Engine, months: Sequence[str]) -> None:
    """Report on these months, oldest first, as they were on the day of their report."""
    if not months:
        return
    with engine.database.write() as session:
        row = queries.active_process(session, engine.tenant, PROCESS)
        deployed = engine.context.deployments.get(session, row.deployment_id)
        for month in months:
            session.add(_audit(engine.tenant, month))
            session.flush()
            close_month(session, engine.tenant, month, deployed, engine.clock.now())


def _audit(tenant: str, month: str) -> Audit:
    at = datetime(int(month[:4]), int(month[5:]), 1, 9, tzinfo=UTC)
    return Audit(
        tenant_id=tenant, id=uuid4(), reference=f"AUD-{month}-001", month=month,
        case_id="L9-0000001", auditor="auditor", reviewer="reviewer", social_worker=None,
        service_manager="service_manager", officer=None, category="CIN", state="concluded",
        issued_at=at, concluded_at=at, final_overall="good", final_supervision="good",
    )  # fmt: skip
