"""What is counted from: the database of a simulation, its calendar, and the names of people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.deployments import Deployed


@dataclass(frozen=True)
class Source:
    """`months` are those that were simulated, such as "2026-09"."""

    session: Session
    tenant: str
    deployed: Deployed
    months: tuple[str, ...]

    def rows(self, table: Any, *columns: Any) -> Sequence[Any]:
        """These columns of every row of a table, in no order."""
        query = select(*columns).where(table.tenant_id == self.tenant)
        return self.session.execute(query).all()

    def day(self, at: datetime) -> date:
        """The day on people's calendars."""
        return at.astimezone(ZoneInfo(self.deployed.zone)).date()

    def working_days(self, first: datetime, last: datetime) -> int:
        """Working days from one moment to another, the first day not counted."""
        return self.deployed.calendar.working_days_between(self.day(first), self.day(last))


def spread(values: Sequence[float]) -> dict[str, float]:
    """How values lie: number, median, the one that nine in ten keep below, and the highest."""
    found = sorted(values)
    if not found:
        return {"number": 0}
    return {
        "number": len(found),
        "median": found[(len(found) - 1) // 2],
        "nine_in_ten": found[(len(found) - 1) * 9 // 10],
        "highest": found[-1],
    }


def counted(values: Sequence[object]) -> dict[str, int]:
    """How often each value occurs, by its name."""
    found: dict[str, int] = {}
    for value in sorted(map(str, values)):
        found[value] = found.get(value, 0) + 1
    return found
