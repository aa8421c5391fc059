"""What became of the recommended actions, and how many are overdue (section 4.4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.actions.tables import RecommendedAction
from handlers.records.audits import Audit
from handlers.reports.cube import Cell, Cube
from handlers.reports.facts import Place, Window
from handlers.reports.rules import Rules


def action_counts(
    session: Session,
    tenant: str,
    window: Window,
    rules: Rules,
    places: Mapping[str, Place],
    nowhere: Place,
) -> Cube:
    """Actions settled since the last report, and those that are open or overdue at its end."""
    cube, until = Cube(), rules.day(window.until)
    query = (
        select(RecommendedAction, Audit.auditor)
        .join(Audit, (Audit.tenant_id == tenant) & (Audit.id == RecommendedAction.audit_id))
        .where(RecommendedAction.tenant_id == tenant, RecommendedAction.kept_at <= window.until)
    )
    for row, auditor in session.execute(query):
        place = places.get(auditor, nowhere)
        for state in states_of(row, window, until):
            cube[Cell("action_state", place.area, place.district, (row.owner, state))] += 1
    return cube


def states_of(row: RecommendedAction, window: Window, until: date) -> Iterator[str]:
    """Its outcome when it was settled since the last report; else whether it is overdue."""
    if row.settled_at is not None and row.settled_at <= window.until:
        if window.holds(row.settled_at):
            yield str(row.outcome)
    else:
        yield "overdue" if row.due_on < until else "open"
