"""Closing months outside a process, as the diagram would have: for months that are over already."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from engine.deployments import Deployed
from handlers.month.rules import Rules as Asked
from handlers.month.rules import Standing
from handlers.reports.period import months_of, quarter_of
from handlers.reports.reading import months
from handlers.reports.rules import rules_of
from handlers.reports.store import Origin, store_month, store_quarter

SETTING = "report_working_days"


def close_month(
    session: Session, tenant: str, month: str, deployed: Deployed, now: datetime
) -> int:
    """Take and publish the figures of a month, and of the quarter it ends; how many reports.

    They are taken as they stood on the day the diagram takes them, at the latest now. Months have
    to be closed in their order.
    """
    asked = Asked(Standing(deployed, now))
    rules = rules_of(deployed.bundle, deployed.calendar, asked.decide)
    at = min(now, closed_at(month, deployed))
    made = [store_month(session, _origin(tenant, deployed, month, at), month, rules)]
    quarter = quarter_of(month)
    if months_of(quarter)[-1] == month and _all_there(session, tenant, quarter):
        made.append(store_quarter(session, _origin(tenant, deployed, quarter, at), quarter))
    for report in made:
        report.published_at = report.published_at or at
    return len(made)


def closed_at(month: str, deployed: Deployed) -> datetime:
    """When the figures of a month are taken: so many working days after it, as the bundle says."""
    year, number = int(month[:4]), int(month[5:])
    end = date(year, number, monthrange(year, number)[1])
    day = deployed.calendar.add_working_days(end, int(deployed.parameters[SETTING]))
    zone = ZoneInfo(deployed.bundle.manifest.get("calendar", {}).get("zone", "Europe/London"))
    return datetime.combine(day, time(8), zone)


def _origin(tenant: str, deployed: Deployed, period: str, at: datetime) -> Origin:
    return Origin(tenant, deployed.id, f"closed:{period}", at)


def _all_there(session: Session, tenant: str, quarter: str) -> bool:
    return len(months(session, tenant, months_of(quarter))) == len(months_of(quarter))
