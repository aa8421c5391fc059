"""What is said of an instance first: whether it goes on, since when, and who ended it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from engine import queries
from engine.context import SYSTEM
from engine.tables import History
from handlers.directory.reading import names
from web.operations.instance.reading import About
from web.words import count, moment

WORDS = {"completed": "It was completed", "failed": "It failed", "cancelled": "It was cancelled"}


def statement(session: Session, found: About) -> str:
    """Where the instance stands, in a sentence or two."""
    row = found.row
    if row.status == "active":
        return f"It has been going on {_span(found)}."
    if row.status == "suspended":
        line = _last(session, found, "operation")
        return f"It is paused{_by(session, found, line)}. Nothing moves until it is resumed."
    line = _last(session, found, "cancelled", "operation") if row.status == "cancelled" else None
    return f"{WORDS[row.status]} on {moment(row.ended_at)}{_by(session, found, line)}."


def _span(found: About) -> str:
    worked = found.days.working(found.row.started_at, found.now)
    return f"since {moment(found.row.started_at)}, {count(worked, 'working day')}"


def _last(session: Session, found: About, *kinds: str) -> History | None:
    return queries.last_act(session, found.row.tenant_id, found.row.id, kinds)


def _by(session: Session, found: About, line: History | None) -> str:
    if line is None or line.by == SYSTEM:
        return ""
    name = names(session, found.row.tenant_id, [line.by]).get(line.by, line.by)
    reason = line.detail.get("reason")
    return f" by {name}, because: {reason}" if reason else f" by {name}"
