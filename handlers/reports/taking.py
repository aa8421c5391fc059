"""`reports.month` and `reports.quarter`: the figures of a closed period are taken once."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy.orm import Session

from engine.errors import Permanent
from engine.registry import handler
from engine.services import Services
from handlers.reports.audience import holder
from handlers.reports.period import months_of, quarter_of, sentence, title
from handlers.reports.reading import figures_of, latest, name_of, without
from handlers.reports.rules import rules_of
from handlers.reports.store import QUARTER, Origin, missing, store_month, store_quarter
from handlers.reports.tables import Report
from handlers.reports.writing import add_note


@handler("reports.month", outputs=("report", "period", "version", "title", "quarter"))
def take_month(
    services: Services, *, month: str, correction: str | None = None
) -> Mapping[str, object]:
    """Takes the figures of a month, once; with a correction again, as a new version (R121).

    `quarter` is the quarter that the month ends, or that was added up without it; null for another.
    """
    rules = rules_of(services.bundle, services.calendar, services.decide)
    with services.transaction() as session:
        row = store_month(session, _origin(services, correction), month, rules)
        return {**_facts(session, row), "quarter": _quarter(session, services.tenant, month)}


@handler("reports.quarter", outputs=("report", "period", "version", "title", "areas", "missing"))
def take_quarter(
    services: Services,
    *,
    quarter: str,
    role: str,
    correction: str | None = None,
    decision: str | None = "",
) -> Mapping[str, object]:
    """Adds up the months of a quarter (R41, R122).

    `areas` has for each area its name and who holds `role` for it, null where nobody does.
    `missing` names the months that nobody has reported, "" for none. Where there are any, `report`
    is null and nothing is stored, unless `decision` is the submission that does without them: it
    is kept with the report, and `title` names them. A diagram without that question gives no
    `decision`: Permanent then.
    """
    with services.transaction() as session:
        lacking = sentence(missing(session, services.tenant, quarter))
        if lacking and decision == "":
            raise Permanent(f"{lacking} has not been reported: close that month first.")
        if lacking and decision is None:
            return {"report": None, "period": quarter, "version": 0, "title": title(quarter),
                    "areas": [], "missing": lacking}  # fmt: skip
        row = store_quarter(session, _origin(services, correction), quarter)
        if lacking and decision:
            add_note(services, session, row, "missing", decision)
        areas = _areas(session, services.tenant, row, role)
        return {**_facts(session, row), "areas": areas, "missing": lacking}


def _quarter(session: Session, tenant: str, month: str) -> str | None:
    """The quarter to add up now that the month is reported."""
    quarter = quarter_of(month)
    taken = latest(session, tenant, QUARTER, quarter)
    late = taken is not None and month in without(session, taken)
    return quarter if late or months_of(quarter)[-1] == month else None


def _origin(services: Services, correction: str | None) -> Origin:
    reason = UUID(correction) if correction else None
    return Origin(
        services.tenant, services.deployment_id, services.activity.key, services.now, reason
    )


def _facts(session: Session, row: Report) -> dict[str, object]:
    return {
        "report": str(row.id),
        "period": row.period,
        "version": row.version,
        "title": name_of(session, row),
    }


def _areas(session: Session, tenant: str, row: Report, role: str) -> list[dict[str, object]]:
    found = sorted({cell.area for cell in figures_of(row) if cell.measure == "completion"})
    return [{"area": area, "director": holder(session, tenant, role, area)} for area in found]
