"""`month.begin` and `month.extract`: what is looked at before a month is drawn."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine.errors import Permanent
from engine.registry import handler
from engine.services import Services
from engine.tables import ProcessInstance
from handlers.intake.tables import ExtractImport
from handlers.month.tables import AuditMonth
from handlers.records.audits import Draw

MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


@handler("month.begin", outputs=("under_way",))
def begin(services: Services, *, month: str) -> Mapping[str, object]:
    """Notes that a month is under way; says whether another instance did so before.

    A month whose instance was cancelled begins again: what was drawn and issued stays.
    """
    if not MONTH.fullmatch(month):
        raise Permanent("That is not a month: write it like 2026-12.")
    session, key = services.session, (services.tenant, month)
    found = session.get(AuditMonth, key, with_for_update=True)
    if found is not None and cancelled(session, found):
        found.instance_id = services.instance_id
    if found is not None or session.get(Draw, key) is not None:
        return {"under_way": found is None or found.instance_id != services.instance_id}
    session.add(
        AuditMonth(
            tenant_id=services.tenant,
            month=month,
            instance_id=services.instance_id,
            begun_at=services.now,
        )
    )
    return {"under_way": False}


def cancelled(session: Session, month: AuditMonth) -> bool:
    """Whether the process of a month was stopped by hand, so that another may take it over."""
    row = session.get(ProcessInstance, (month.tenant_id, month.instance_id))
    return row is not None and row.status == "cancelled"


@handler("month.extract", outputs=("imported_at",))
def extract(services: Services) -> Mapping[str, object]:
    """Says when the extract was last imported; null when it never was."""
    with services.reading() as session:
        query = select(func.max(ExtractImport.at)).where(ExtractImport.tenant_id == services.tenant)
        return {"imported_at": session.scalar(query)}
