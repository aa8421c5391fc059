"""The history of an instance, in words: what happened, where, when and by whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from engine import queries
from engine.context import SYSTEM
from engine.tables import History, ProcessInstance
from handlers.directory.reading import names
from web.words import plain

SIZE = 50
KINDS = {
    "reached": "Came to",
    "completed": "Done",
    "cancelled": "Stopped",
    "failed": "Could not be done",
    "submitted": "Answers sent",
    "incident": "Held up",
    "retried": "Tried again",
    "resolved": "An incident closed by hand",
    "started": "Begun",
}
OPERATIONS = {
    "back": "Put back",
    "variables": "Variables changed",
    "due": "Date changed",
    "reassign": "Given to somebody else",
    "message": "A message was brought",
    "retry": "Tried again",
    "migrate": "Carried over to another version",
    "undo": "The last operation was taken back",
}


@dataclass(frozen=True)
class Line:
    """One line: `number` counts from 1, `reason` is what an administrator gave."""

    number: int
    at: datetime
    what: str
    where: str
    element: str
    by: str
    reason: str


@dataclass(frozen=True)
class Told:
    """A page of the history, the latest first."""

    lines: Sequence[Line]
    number: int
    pages: int


def told_since(session: Session, row: ProcessInstance, since: int) -> Sequence[Line]:
    """The lines after the one numbered `since`, the latest first, no more than a page."""
    rows = queries.history_before(session, row.tenant_id, row.id, row.history_seq, SIZE)
    known = names(session, row.tenant_id, [line.by for line in rows])
    return [_line(line, known) for line in rows if line.seq > since]


def told(session: Session, row: ProcessInstance, number: int) -> Told:
    """Page `number` (from 1) of the history."""
    last = row.history_seq - (max(1, number) - 1) * SIZE
    rows = queries.history_before(session, row.tenant_id, row.id, last, SIZE)
    people = [*(line.by for line in rows), *(line.detail.get("for") for line in rows)]
    known = names(session, row.tenant_id, people)
    lines = [_line(line, known) for line in rows]
    return Told(lines, max(1, number), max(1, -(-row.history_seq // SIZE)))


def _line(row: History, known: dict[str, str]) -> Line:
    return Line(
        number=row.seq,
        at=row.at,
        what=_what(row),
        where=row.name or row.element_id or "",
        element=row.element_id or "",
        by=_who(row, known),
        reason=str(row.detail.get("reason", "")),
    )


def _what(row: History) -> str:
    if row.kind == "operation":
        done = str(row.detail.get("operation", ""))
        return f"By hand: {OPERATIONS.get(done, plain(done).lower())}"
    if row.kind == "ended":
        return f"Ended: {row.detail.get('status', '')}"
    return KINDS.get(row.kind, plain(row.kind))


def _who(row: History, known: dict[str, str]) -> str:
    if row.by == SYSTEM:
        return "Plumbline"
    covered = row.detail.get("for")
    name = known.get(row.by, row.by)
    return f"{name} for {known.get(covered, covered)}" if covered else name
