"""One audit begun as a released month begins it, without a month around it."""

from __future__ import annotations

from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from engine import queries
from engine.facade import Engine
from handlers.caseload.tables import ChildCase
from handlers.month.issue import PROCESS, looked_up, variables
from handlers.records.audits import Audit


def issue(engine: Engine, audit_id: UUID, by: str) -> None:
    """Start the audit's process and note it."""
    given, reference = engine.database.transact(lambda session: _noted(engine, session, audit_id))
    instance = engine.start(PROCESS, business_key=reference, variables=given, by=by)
    with engine.database.write() as session:
        session.get_one(Audit, (engine.tenant, audit_id)).instance_id = instance


def _noted(engine: Engine, session: Session, audit_id: UUID) -> tuple[dict[str, object], str]:
    audit = session.get_one(Audit, (engine.tenant, audit_id))
    case = session.get_one(ChildCase, (engine.tenant, audit.case_id))
    definition = queries.active_process(session, engine.tenant, PROCESS)
    parameters = engine.deployed(definition.deployment_id).parameters
    audit.state, audit.issued_at = "issued", engine.clock.now()
    today = audit.issued_at.astimezone(ZoneInfo("Europe/London")).date()
    found = looked_up(session, audit, case)
    return variables(audit, case, today, found, parameters), audit.reference
