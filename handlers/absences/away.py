"""Who is away from work on a day: as the extract has it, or because it was reported."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.absences.tables import AbsenceReport
from handlers.directory.tables import Absence

# Reported outside the extract; what comes from the extract is there in any case.
REPORTED, WHOLE = "report", 100


def away_on(
    session: Session, tenant: str, day: date, people: Collection[str] | None = None
) -> frozenset[str]:
    """The ids of everybody, or of those of these people, who are away for the whole of the day."""
    found: set[str] = set()
    for table in (Absence, AbsenceReport):
        query = select(table.person_id).where(
            table.tenant_id == tenant, table.starts_on <= day, table.ends_on >= day
        )
        if table is AbsenceReport:
            query = query.where(AbsenceReport.source == REPORTED, AbsenceReport.share == WHOLE)
        if people is not None:
            query = query.where(table.person_id.in_(people))
        found.update(session.scalars(query))
    return frozenset(found)
