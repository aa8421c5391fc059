"""Both gradings beside a user task of the audit, for those who may read them (policy 4.4)."""

from __future__ import annotations

from flask import g
from sqlalchemy import select

from engine.tables import UserTask
from handlers.records.audits import Audit
from handlers.records.gradings import Gradings, gradings
from web.access.audits import audit_facts
from web.access.named import audit_readers
from web.parts import parts


def gradings_beside(row: UserTask) -> Gradings | None:
    """For the page of a user task; None before both are submitted, or for who may not read them."""
    here = parts()
    with here.database.read() as db:
        audit = db.scalars(
            select(Audit).where(
                Audit.tenant_id == here.tenant, Audit.instance_id == row.instance_id
            )
        ).one_or_none()
        if audit is None:
            return None
        facts = audit_facts(db, here.tenant, g.actor, audit.id, audit_readers())
        if not facts.may_read("stage2"):
            return None
        return gradings(db, audit, here.engine.deployed(row.deployment_id), here.clock.now())
