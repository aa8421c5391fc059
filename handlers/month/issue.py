"""Starting the process of one audit, in one transaction with the audit's own row."""

from __future__ import annotations

from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from engine import queries
from engine.commands.start import start_in
from engine.facade import Engine
from handlers.caseload.facts import in_care, months_between, open_band
from handlers.caseload.tables import ChildCase
from handlers.records.audits import Audit

PROCESS = "case_audit"


def issue(engine: Engine, audit_id: UUID, by: str) -> bool:
    """Start the audit's process and note it; False when it was started already."""
    return engine.database.transact(lambda session: _issue(engine, session, audit_id, by))


def _issue(engine: Engine, session: Session, audit_id: UUID, by: str) -> bool:
    audit = session.get_one(Audit, (engine.tenant, audit_id), with_for_update=True)
    if audit.instance_id is not None:
        return False
    definition = queries.active_process(session, engine.tenant, PROCESS)
    deployed = engine.context.deployments.get(session, definition.deployment_id)
    now = engine.clock.now()
    case = session.get_one(ChildCase, (engine.tenant, audit.case_id))
    given = variables(audit, case, now.astimezone(ZoneInfo(deployed.zone)).date())
    months = months_between(case.opened_on, date.fromisoformat(f"{audit.month}-01"))
    given |= {"open_months": months, "open_band": open_band(months, deployed.parameters)}
    audit.state, audit.issued_at = "issued", now
    session.flush()
    audit.instance_id = start_in(engine.context, session, PROCESS, audit.reference, given, by)
    return True


def variables(audit: Audit, case: ChildCase, today: date) -> dict[str, object]:
    """What the diagram knows at its start: ids, dates and categories; nothing about the child."""
    dual = case.child_protection and case.in_care
    return {
        "audit": str(audit.id),
        "reference": audit.reference,
        "auditor": audit.auditor,
        "reviewer": audit.reviewer,
        "social_worker": audit.social_worker,
        "service_manager": audit.service_manager,
        "issued_on": today,
        "month": audit.month,
        "category": audit.category,
        "dual_status": dual,
        "open_date": case.opened_on,
        "allocated_date": case.allocated_on,
        "in_care": in_care(audit.category, dual, "" if case.in_care else "care_leaver"),
    }
