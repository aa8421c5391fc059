"""`retention.clear`: routine records whose time is over are removed, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time

from sqlalchemy import ColumnElement, Date, LargeBinary, Table, Text, cast, delete, or_, text
from sqlalchemy.orm import Session

from engine.registry import handler
from engine.services import Services
from handlers.register import Held, tables
from handlers.retention.due import months_before
from handlers.retention.holding import standing
from handlers.retention.kinds import AUDITS, SUBJECT_ACCESS
from handlers.retention.schedule import DECISION, Period, schedule

NOT_SWEPT = (*AUDITS, SUBJECT_ACCESS)


@handler("retention.clear", outputs=("cleared",), mode="job")
def clear(services: Services) -> Mapping[str, object]:
    """Removes routine records that are past their time, but for what names somebody on hold.

    What needs approval (audits, answered requests) is left for `retention.list`.
    """
    periods = schedule(lambda facts: services.decide(DECISION, facts))
    with services.transaction() as session:
        return {"cleared": clear_rows(session, services.tenant, periods, services.now)}


def clear_rows(session: Session, tenant: str, periods: Sequence[Period], now: datetime) -> int:
    """Remove them; gives how many. Nothing while everything is on hold."""
    holds = standing(session, tenant)
    if any(one.about == "all" for one in holds):
        return 0
    names = [one.subject for one in holds if one.subject]
    gone = 0
    for period, held, table in swept(session, periods):
        over = past(held, table, limit(period, now))
        mine = (table.c.tenant_id == tenant, over, *_not_naming(table, names))
        gone += session.execute(delete(table).where(*mine)).rowcount  # type: ignore[attr-defined]
    return gone


def swept(session: Session, periods: Sequence[Period]) -> Iterator[tuple[Period, Held, Table]]:
    """Every table whose rows are removed one by one, with the period of its kind."""
    known = {
        one.kind.key: one
        for one in periods
        if one.then == "erase" and one.months and one.kind.key not in NOT_SWEPT
    }
    for held, table in tables(session):
        if held.kind in known and held.ended:
            yield known[held.kind], held, table


def limit(period: Period, now: datetime) -> datetime:
    """The instant up to which a record must have ended to be past its time now."""
    day = months_before(now.date(), period.months or 0)
    return datetime.combine(day, time(), now.tzinfo)


def past(held: Held, table: Table, limit: datetime) -> ColumnElement[bool]:
    """Whether a row's time is over. What has not ended yet has none."""
    return ended_by(held, table, limit) & text(held.only or "1 = 1")


def ended_by(held: Held, table: Table, limit: datetime) -> ColumnElement[bool]:
    """Whether a row, if it is one that is removed by itself, has ended by then."""
    ended = table.c[held.ended]
    return ended <= (limit.date() if isinstance(ended.type, Date) else limit)


def _not_naming(table: Table, names: Sequence[str]) -> list[ColumnElement[bool]]:
    """That no column has the number or id of somebody on hold in it."""
    asked = [one for one in table.c if not isinstance(one.type, LargeBinary)]
    words = [one for one in asked if "CHAR" in str(one.type) or "JSON" in str(one.type)]
    return [
        or_(one.is_(None), ~cast(one, Text).icontains(name, autoescape=True))
        for one in words
        for name in names
        if one.name != "tenant_id"
    ]
