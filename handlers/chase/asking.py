"""`chase.late`, `chase.ask`, `chase.waiting` and `chase.note`: who has not submitted, and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.registry import handler
from engine.services import Services
from engine.tables import MessageSubscription
from handlers.chase.due import Due, due_audits
from handlers.chase.tables import LateAudit
from handlers.directory.above import last_in_line, managers

SUBMITTED = "auditSubmitted"


@handler("chase.late", outputs=("audits", "late"))
def late(services: Services, *, month: str) -> Mapping[str, object]:
    """Says how many audits of a month count, and which of them their auditor has not submitted."""
    with services.reading() as session:
        found = due_audits(session, services.tenant, month)
    return {
        "audits": len(found),
        "late": [str(one.audit) for one in found if not one.submitted],
    }


@handler("chase.ask", outputs=("asked",))
def ask(services: Services, *, month: str, late: list[str]) -> Mapping[str, object]:
    """Begins a process for each late audit, in which the auditor's manager is asked why."""
    with services.transaction() as session:
        above = managers(session, services.tenant, last_in_line(services.parameters))
        known = _asked(session, services.tenant, month)
        for one in due_audits(session, services.tenant, month):
            if str(one.audit) in late and one.audit not in known:
                manager = above.of(one.auditor, one.line_manager, one.team)
                session.add(_row(services, month, one, manager))
                _start(services, month, one, manager)
    return {"asked": len(late)}


@handler("chase.waiting", outputs=("keys",))
def waiting(services: Services, *, audit: str) -> Mapping[str, object]:
    """Where a manager is still asked why this audit is late: its key in a list, else none."""
    query = select(MessageSubscription.key).where(
        MessageSubscription.tenant_id == services.tenant,
        MessageSubscription.message == SUBMITTED,
        MessageSubscription.key == audit,
    )
    with services.reading() as session:
        return {"keys": sorted(set(session.scalars(query)))}


@handler("chase.note")
def note(
    services: Services,
    *,
    audit: str,
    reason: str | None = None,
    support: list[str] | None = None,
    expected_on: date | None = None,
    absent: bool = False,
    submission: str | None = None,
) -> None:
    """Keeps what the manager said of a late audit, or that nothing was said by the month's end."""
    with services.transaction() as session:
        row = session.get_one(LateAudit, (services.tenant, UUID(audit)))
        row.reason, row.support, row.expected_on = reason, support or [], expected_on
        row.absent, row.answered_at = absent, services.now
        if submission is not None:
            row.submission_id = UUID(submission)
            row.answered_by = services.submission(submission).by


def _asked(session: Session, tenant: str, month: str) -> set[UUID]:
    query = select(LateAudit.audit_id)
    query = query.where(LateAudit.tenant_id == tenant, LateAudit.month == month)
    return set(session.scalars(query))


def _row(services: Services, month: str, due: Due, manager: str | None) -> LateAudit:
    return LateAudit(
        tenant_id=services.tenant, audit_id=due.audit, month=month, auditor=due.auditor,
        manager=manager, asked_at=services.now, support=[], absent=False,
    )  # fmt: skip


def _start(services: Services, month: str, due: Due, manager: str | None) -> None:
    services.queue_start(
        "late_audit",
        business_key=due.reference,
        variables={
            "audit": str(due.audit), "reference": due.reference, "month": month,
            "auditor": due.auditor, "name": due.name, "manager": manager,
        },
        dedupe_key=f"late_audit:{due.audit}",
    )  # fmt: skip
