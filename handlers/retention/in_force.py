"""The schedule that is in force: of the deployed bundle that has one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from engine import queries
from engine.bundle import Bundle
from engine.calendar import Calendar
from engine.decisions import evaluate
from engine.deployments import Deployed
from engine.expressions import Settings
from engine.kept import Kept
from engine.spiff import read
from handlers.retention.schedule import DECISION, Period, schedule

# A period depends on its kind alone, not on the day it is asked for.
ANY_DAY = Settings(datetime(2000, 1, 1, tzinfo=UTC), Calendar())


def schedule_in_force(
    session: Session, tenant: str, deployed: Callable[[UUID], Deployed]
) -> list[Period]:
    """A period for every kind; empty where no bundle in force has a schedule."""
    for row in queries.active_deployments(session, tenant):
        found = PERIODS.of(deployed(row.id).bundle)
        if found:
            return found
    return []


def _read(bundle: Bundle) -> list[Period]:
    known = read(bundle).decisions
    if DECISION not in known:
        return []
    return schedule(
        lambda facts: evaluate(known, DECISION, {**facts, "parameters": bundle.parameters}, ANY_DAY)
    )


PERIODS = Kept(_read, 4)
