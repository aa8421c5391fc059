"""`month.release`: the list is as it shall be."""

from __future__ import annotations

from collections.abc import Mapping

from engine.history import append_audit_log
from engine.registry import handler
from engine.services import Services
from handlers.month.listed import on_list
from handlers.month.tables import AuditMonth


@handler("month.release", outputs=("audits",))
def release(services: Services, *, month: str, submission: str) -> Mapping[str, object]:
    """Notes who released a month's list, and when; says how many audits are on it."""
    given, session = services.submission(submission), services.session
    row = session.get_one(AuditMonth, (services.tenant, month))
    row.released_at, row.released_by = services.now, given.by
    audits = len(on_list(session, services.tenant, month))
    append_audit_log(session, services.tenant, at=services.now, by=given.by,
                     action="month.release", about=month, detail={"audits": audits})  # fmt: skip
    return {"audits": audits}
