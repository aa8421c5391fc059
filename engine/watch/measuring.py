"""How much there is of everything, hour by hour."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine.context import Context
from engine.database import upsert
from engine.queries.definitions import process_names
from engine.queries.health import Health, health
from engine.tables import Measurement, ProcessInstance

# Of several workers one measures in each minute.
SOON = timedelta(seconds=45)
PARTS = ("incidents", "overdue", "letters", "jobs", "timers")


class Measuring:
    """Call it every minute: the row of the hour is written over until the next one begins."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def __call__(self) -> None:
        """Measure, unless another worker has just done so."""
        context = self._context
        now = context.now()
        with context.database.read() as session:
            found = health(session, context.tenant, now)
            if found.taken_at is not None and now - SOON < found.taken_at <= now:
                return
            row = {
                "tenant_id": context.tenant,
                "hour": now.replace(minute=0, second=0, microsecond=0),
                "taken_at": now,
                "processes": _processes(session, context.tenant),
                "exceptions": _exceptions(found),
            }
        changed = ["taken_at", "processes", "exceptions"]
        context.database.transact(lambda db: upsert(db, Measurement, row, changed))


def _exceptions(found: Health) -> dict[str, int]:
    return {part: getattr(found, part).number for part in PARTS}


def _processes(session: Session, tenant: str) -> dict[str, dict[str, Any]]:
    row, called = ProcessInstance, process_names(session, tenant)
    query = select(row.process_key, row.status, func.count()).where(row.tenant_id == tenant)
    made: dict[str, dict[str, Any]] = {key: {"name": name} for key, name in called.items()}
    for key, status, number in session.execute(query.group_by(row.process_key, row.status)):
        made.setdefault(key, {"name": key})[status] = number
    return made
