"""`directory.staff`: the names of the people who work on a case, for hints on wording (R103)."""

from __future__ import annotations

from collections.abc import Mapping

from engine.registry import handler
from engine.services import Services
from handlers.caseload.tables import ChildCase
from handlers.directory.reading import names
from handlers.letters.context import PARTS
from handlers.records.finding import audit_of


@handler("directory.staff", outputs=("names",))
def staff(services: Services, *, audit: str) -> Mapping[str, object]:
    """Who takes part in the audit or has held the case, by name; nobody of the family."""
    with services.reading() as session:
        row = audit_of(session, services.tenant, audit)
        case = session.get_one(ChildCase, (services.tenant, row.case_id))
        ids = [getattr(row, part) for part in PARTS] + list(case.previous_workers)
        known = names(session, services.tenant, ids)
    return {"names": sorted(set(known.values()))}
