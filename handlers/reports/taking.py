"""`reports.month` and `reports.quarter`: the figures of a closed period are taken once."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy.orm import Session

from engine.registry import handler
from engine.services import Services
from handlers.reports.audience import holder
from handlers.reports.period import months_of, quarter_of, title
from handlers.reports.reading import figures_of
from handlers.reports.rules import rules_of
from handlers.reports.store import Origin, store_month, store_quarter
from handlers.reports.tables import Report


@handler("reports.month", outputs=("report", "period", "version", "title", "quarter"))
def take_month(
    services: Services, *, month: str, correction: str | None = None
) -> Mapping[str, object]:
    """Takes the figures of a month, once; with a correction again, as a new version (R121).

    `quarter` is the quarter that the month ends, null for another month.
    """
    rules = rules_of(services.bundle, services.calendar, services.decide)
    with services.transaction() as session:
        row = store_month(session, _origin(services, correction), month, rules)
        quarter = quarter_of(month)
        ends = quarter if months_of(quarter)[-1] == month else None
        return {**_facts(row), "quarter": ends}


@handler("reports.quarter", outputs=("report", "period", "version", "title", "areas"))
def take_quarter(
    services: Services, *, quarter: str, role: str, correction: str | None = None
) -> Mapping[str, object]:
    """Adds up the months of a quarter (R41, R122).

    `areas` has for each area its name and who holds `role` for it, null where nobody does.
    """
    with services.transaction() as session:
        row = store_quarter(session, _origin(services, correction), quarter)
        return {**_facts(row), "areas": _areas(session, services.tenant, row, role)}


def _origin(services: Services, correction: str | None) -> Origin:
    reason = UUID(correction) if correction else None
    return Origin(
        services.tenant, services.deployment_id, services.activity.key, services.now, reason
    )


def _facts(row: Report) -> dict[str, object]:
    return {
        "report": str(row.id),
        "period": row.period,
        "version": row.version,
        "title": title(row.period),
    }


def _areas(session: Session, tenant: str, row: Report, role: str) -> list[dict[str, object]]:
    found = sorted({cell.area for cell in figures_of(row) if cell.measure == "completion"})
    return [{"area": area, "director": holder(session, tenant, role, area)} for area in found]
