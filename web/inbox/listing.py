"""The lines of the inbox, grouped by how urgent they are and saying why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from engine.queries import InboxRow
from web.inbox.filters import SOON
from web.words import count, local

OVERDUE, DUE_SOON, LATER = "Overdue", "Due soon", "Not due yet"


@dataclass(frozen=True)
class Line:
    """One line: the row, how long there is, and whether it waits for a role."""

    row: InboxRow
    urgency: str
    left: str
    for_role: bool


def grouped(rows: Iterable[InboxRow], now: datetime) -> list[tuple[str, list[Line]]]:
    """The lines under their headings, in the order of the list; no empty headings."""
    groups: dict[str, list[Line]] = {OVERDUE: [], DUE_SOON: [], LATER: []}
    for row in rows:
        line = _line(row, now)
        groups[line.urgency].append(line)
    return [(heading, lines) for heading, lines in groups.items() if lines]


def _line(row: InboxRow, now: datetime) -> Line:
    return Line(row, urgency(row.due_at, now), time_left(row.due_at, now), row.assignee is None)


def urgency(due: datetime | None, now: datetime) -> str:
    """Overdue, Due soon or Not due yet."""
    if due is None or due >= now + SOON:
        return LATER
    return OVERDUE if due < now else DUE_SOON


def time_left(due: datetime | None, now: datetime) -> str:
    """How long there is, in days of the calendar: due tomorrow, 3 days overdue."""
    if due is None:
        return "No due date"
    days = (_day(due) - _day(now)).days
    if due < now:
        return f"{count(-days, 'day')} overdue" if days < 0 else "Overdue since today"
    return {0: "Due today", 1: "Due tomorrow"}.get(days, f"Due in {count(days, 'day')}")


def _day(at: datetime) -> date:
    return local(at).date()
