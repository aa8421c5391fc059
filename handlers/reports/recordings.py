"""What was recorded on the child's file, and how soon (section 4.5)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from handlers.records.audits import Audit
from handlers.records.tables import Recording, StageRecord
from handlers.reports.cube import Cell, Counted, Cube
from handlers.reports.facts import Place, Window
from handlers.reports.measures import step_days
from handlers.reports.rules import Rules

CASE_NOTE = "case_note"


def recording_counts(
    session: Session,
    tenant: str,
    window: Window,
    rules: Rules,
    places: Mapping[str, Place],
    nowhere: Place,
) -> Cube:
    """Recordings confirmed, or closed as not confirmed, since the last report.

    They are counted when they come, not with their audit: many come after it is concluded.
    """
    cube = Cube()
    for what, outcome, on, at, submitted, auditor in session.execute(_query(tenant, window)):
        place = places.get(auditor, nowhere)
        counted = recorded(what, outcome, submitted, on, rules) if window.holds(at) else ()
        for name, labels in counted:
            cube[Cell(name, place.area, place.district, labels)] += 1
    return cube


def recorded(
    what: str, outcome: str, submitted: datetime | None, on: date | None, rules: Rules
) -> Iterator[Counted]:
    """Something recorded on the child's file; for the auditor's case note how soon it was."""
    yield "recording", (what, outcome)
    if what == CASE_NOTE and submitted is not None and on is not None:
        yield step_days(what, rules.days_to(submitted, on), rules)


def _query(
    tenant: str, window: Window
) -> Select[str, str, date | None, datetime, datetime | None, str]:
    """With the moment the auditor had last submitted when it was recorded."""
    submitted = select(func.max(StageRecord.at)).where(
        StageRecord.tenant_id == tenant,
        StageRecord.audit_id == Recording.audit_id,
        StageRecord.stage == 1,
        StageRecord.at <= Recording.at,
    )
    return (
        select(
            Recording.what, Recording.outcome, Recording.on, Recording.at,
            submitted.scalar_subquery(), Audit.auditor,
        )
        .join(Audit, (Audit.tenant_id == tenant) & (Audit.id == Recording.audit_id))
        .where(Recording.tenant_id == tenant, Recording.at <= window.until)
    )  # fmt: skip
