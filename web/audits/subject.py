"""Which case an audit is about, for those who need to find it in the child's record."""

from __future__ import annotations

from flask import g
from sqlalchemy import select

from handlers.caseload.tables import ChildCase
from handlers.records.audits import Audit
from web.access.audits import audit_facts
from web.access.named import audit_readers
from web.parts import parts


def case_name(reference: str | None) -> str:
    """The case's number and initials, such as "L9-1443464 (TZ)".

    Empty for who may not read any of its content, and for a reference that is no audit's.
    """
    here = parts()
    with here.database.read() as db:
        query = select(Audit).where(Audit.tenant_id == here.tenant, Audit.reference == reference)
        audit = db.scalars(query).one_or_none() if reference else None
        if audit is None:
            return ""
        facts = audit_facts(db, here.tenant, g.actor, audit.id, audit_readers())
        case = db.get(ChildCase, (here.tenant, audit.case_id))
        known = case is not None and facts.may_read("reflection")
        return f"{case.id} ({case.initials})" if case is not None and known else ""
