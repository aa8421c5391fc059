"""`month.publish`: a version of the list that everybody of the service may see (R23, A37)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from engine.registry import handler
from engine.services import Services
from handlers.caseload.tables import ChildCase
from handlers.directory.tables import Person, Team
from handlers.month.listed import WITHDRAWN
from handlers.month.tables import PublishedList
from handlers.records.audits import Audit
from handlers.records.fields import options

COLUMNS = ("case", "category", "team", "district", "auditor", "reviewer", "state")


@handler("month.publish", outputs=("version",))
def publish(services: Services, *, month: str, gone_on: date) -> Mapping[str, object]:
    """Publishes the list as it is now, as a new version, which nobody sees from `gone_on`."""
    session = services.session
    version = latest_version(session, services.tenant, month) + 1
    found = rows(session, services.tenant, month)
    kinds = options(services.bundle, "case_details", "category")
    session.add(
        PublishedList(
            tenant_id=services.tenant,
            month=month,
            version=version,
            rows=[
                {**row, "category": kinds.get(row["category"], row["category"])} for row in found
            ],
            gone_on=gone_on,
            at=services.now,
        )
    )
    return {"version": version}


def latest_version(session: Session, tenant: str, month: str) -> int:
    """The number of the newest version; 0 when none was published."""
    query = select(func.max(PublishedList.version))
    found = query.where(PublishedList.tenant_id == tenant, PublishedList.month == month)
    return session.scalar(found) or 0


def rows(session: Session, tenant: str, month: str) -> list[dict[str, str]]:
    """Case number, category, team, district, the two people and the state, by reference."""
    auditor, reviewer = aliased(Person), aliased(Person)
    query = (
        select(Audit.case_id, Audit.category, Team.name, Team.district, auditor.name,
               func.coalesce(reviewer.name, ""), Audit.state)
        .join(ChildCase, (ChildCase.tenant_id == tenant) & (ChildCase.id == Audit.case_id))
        .join(Team, (Team.tenant_id == tenant) & (Team.id == ChildCase.team_id))
        .join(auditor, (auditor.tenant_id == tenant) & (auditor.id == Audit.auditor))
        .outerjoin(reviewer, (reviewer.tenant_id == tenant) & (reviewer.id == Audit.reviewer))
        .where(Audit.tenant_id == tenant, Audit.month == month, Audit.state != WITHDRAWN)
        .order_by(Audit.reference)
    )  # fmt: skip
    return [dict(zip(COLUMNS, row, strict=True)) for row in session.execute(query)]
