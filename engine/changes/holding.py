"""One editor at a time for each file: taken, kept up by a heartbeat, lost by silence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from engine.changes.model import HeldByAnother, Hold
from engine.database import upsert
from engine.tables import Change, ChangeHold

# An open editor says every half minute that it is there.
LASTS = timedelta(seconds=100)
COLUMNS = ("by", "since", "until", "taken_from")


def take(
    session: Session, row: Change, path: str, by: str, at: datetime, take_over: bool = False
) -> Hold:
    """Take a file in hand, or say that one still has it. HeldByAnother unless taken over."""
    held = other(session, row, path, by, at)
    if held is not None and not take_over:
        raise HeldByAnother(hold_of(held), taken=held.taken_from == by)
    mine = session.get(ChangeHold, (row.tenant_id, row.id, path))
    since = mine.since if mine is not None and mine.by == by else at
    taken_from = held.by if held is not None else _lost_by(mine, by)
    values = (by, since, at + LASTS, taken_from)
    key = {"tenant_id": row.tenant_id, "change_id": row.id, "path": path}
    upsert(session, ChangeHold, {**key, **dict(zip(COLUMNS, values, strict=True))}, COLUMNS)
    return Hold(path, by, since, at + LASTS, taken_from)


def release(session: Session, row: Change, path: str, by: str) -> None:
    """Put a file down; nothing happens when somebody else has it."""
    mine = (ChangeHold.tenant_id == row.tenant_id, ChangeHold.change_id == row.id)
    session.execute(delete(ChangeHold).where(*mine, ChangeHold.path == path, ChangeHold.by == by))


def other(session: Session, row: Change, path: str, by: str, at: datetime) -> ChangeHold | None:
    """The hold of somebody else on a file; None when it is free or one's own."""
    found = session.get(ChangeHold, (row.tenant_id, row.id, path), populate_existing=True)
    return found if found is not None and found.by != by and found.until > at else None


def all_of(session: Session, row: Change, at: datetime) -> Sequence[Hold]:
    """Which files are in hand now, by path."""
    query = select(ChangeHold).where(
        ChangeHold.tenant_id == row.tenant_id,
        ChangeHold.change_id == row.id,
        ChangeHold.until > at,
    )
    return [hold_of(found) for found in session.scalars(query.order_by(ChangeHold.path))]


def hold_of(row: ChangeHold) -> Hold:
    """A hold as it is told."""
    return Hold(row.path, row.by, row.since, row.until, row.taken_from)


def _lost_by(known: ChangeHold | None, by: str) -> str | None:
    """Whom one's own hold was taken from, so that they are told whenever they come back."""
    return known.taken_from if known is not None and known.by == by else None


def refuse_held(session: Session, row: Change, path: str, by: str, at: datetime) -> None:
    """Raise HeldByAnother when somebody else has the file in hand."""
    held = other(session, row, path, by, at)
    if held is not None:
        raise HeldByAnother(hold_of(held), taken=held.taken_from == by)
