"""The instances that were concluded in a period, with all that is recorded of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.deployments import Deployed
from engine.replay import Recorded, recorded_between
from handlers.records.audits import Audit
from handlers.replay.facts import facts
from handlers.replay.script import FOLDER, Script, read

PROCESS = "case_audit"


def concluded(
    session: Session, tenant: str, deployed: Deployed, since: datetime, until: datetime
) -> list[Recorded]:
    """Those of the bundle's processes, the earliest end first.

    An audit that began before what comes into instances was recorded, or was brought in without
    a process, is told from the audits' own records as the bundle's `replay/` says.
    """
    key = deployed.bundle.key
    found = dict(recorded_between(session, tenant, key, since, until))
    script = read(deployed.bundle.files.get(f"{FOLDER}{PROCESS}.toml", b""))
    if script is not None:
        for instance, one in _from_records(session, tenant, deployed, script, since, until):
            if instance is None or instance not in found or found[instance].hindrance:
                found[instance or UUID(one.variables["audit"])] = one
    return sorted(found.values(), key=lambda one: (one.ended, one.reference))


def _from_records(
    session: Session,
    tenant: str,
    deployed: Deployed,
    script: Script,
    since: datetime,
    until: datetime,
) -> Iterator[tuple[UUID | None, Recorded]]:
    query = select(Audit).where(
        Audit.tenant_id == tenant,
        Audit.state == "concluded",
        Audit.concluded_at >= since,
        Audit.concluded_at < until,
    )
    audits = session.scalars(query.order_by(Audit.reference)).all()
    for audit, known in facts(session, tenant, audits, deployed):
        yield audit.instance_id, script.recorded(audit.reference, known, deployed)
