"""Count what instances have passed through into the figures of its day and month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, cast
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Table, bindparam, select, text, update
from sqlalchemy.orm import Session

from engine.calendar import Calendar
from engine.context import Context
from engine.database import upsert_rows
from engine.errors import BundleRefused
from engine.figures import Days, measured
from engine.tables import ActivityFigure, ActivityInstance
from engine.tables.activity import UNCOUNTED

AT_ONCE = 500
WITHOUT_BUNDLE = Days(Calendar(), ZoneInfo("Europe/London"))
_ROW = cast(Table, ActivityInstance.__table__)
_WAITING = select(ActivityInstance).where(
    ActivityInstance.tenant_id == bindparam("of"), text(UNCOUNTED)
)
_COUNTED = (
    update(_ROW)
    .where(_ROW.c.tenant_id == bindparam("of"), _ROW.c.instance_id == bindparam("instance"))
    .where(_ROW.c.id == bindparam("passage"))
    .values(counted=True)
)
Key = tuple[str, str, date, UUID, str, str, int]


def tally(context: Context, most: int = AT_ONCE) -> int:
    """Count up to `most` passages that have ended; how many there were. Each is counted once."""
    with context.database.read() as session:
        if session.scalars(_WAITING.limit(1), {"of": context.tenant}).first() is None:
            return 0
    return context.database.transact(lambda session: _tally(context, session, most))


def days_of(context: Context, session: Session, deployment_id: UUID) -> Days:
    """The days of a deployment; those of England where its bundle can no longer be read."""
    try:
        deployed = context.deployments.get(session, deployment_id)
    except BundleRefused:
        return WITHOUT_BUNDLE
    return Days(deployed.calendar, ZoneInfo(deployed.zone))


def count_in(
    context: Context, session: Session, rows: Iterable[ActivityInstance], sign: int = 1
) -> None:
    """Add passages to the figures, or with `sign` -1 take them out again."""
    counts: Counter[Key] = Counter()
    totals: Counter[Key] = Counter()
    for row in rows:
        for key, total in _counts(row, days_of(context, session, row.deployment_id)):
            counts[key] += sign
            totals[key] += sign * total
    # In one order everywhere, so that two who count do not wait for each other.
    changed = [_figure(context.tenant, key, counts[key], totals[key]) for key in sorted(counts)]
    upsert_rows(session, ActivityFigure, changed, (), add=("count", "total"))


def _tally(context: Context, session: Session, most: int) -> int:
    chosen = _WAITING.limit(most).with_for_update(skip_locked=True)
    rows: Sequence[ActivityInstance] = session.scalars(chosen, {"of": context.tenant}).all()
    if rows:
        count_in(context, session, rows)
        held = [{"of": context.tenant, "instance": r.instance_id, "passage": r.id} for r in rows]
        session.execute(_COUNTED, held)
    return len(rows)


def _counts(row: ActivityInstance, days: Days) -> Iterable[tuple[Key, int]]:
    assert row.ended_at is not None
    day = days.of(row.ended_at)
    for measure, band, total in measured(row, days):
        about = (row.deployment_id, row.element_id, measure, band)
        yield (row.process_key, "day", day, *about), total
        yield (row.process_key, "month", day.replace(day=1), *about), total


def _figure(tenant: str, key: Key, count: int, total: int) -> Mapping[str, Any]:
    names = ("process_key", "span", "begins", "deployment_id", "element_id", "measure", "band")
    about = dict(zip(names, key, strict=True))
    return {"tenant_id": tenant, **about, "count": count, "total": total}
