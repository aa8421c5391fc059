"""A follow-up in a sentence of dates and codes, and who may be told of it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from handlers.follow_ups.tables import FollowUp
from handlers.records.progress import day

NAMES = {
    "concern": "Concern raised",
    "inadequate_critical": "Graded inadequate critical: response begun",
    "improvement": "Graded inadequate: improvement plan asked for",
}
EVENTS = {
    "acknowledged_at": "responded",
    "told_at": "social worker told",
    "acted_at": "action confirmed",
    "escalated_at": "escalated",
}
OUTCOMES = {
    "responded": "closed",
    "satisfied": "closed, and whoever raised it is satisfied",
    "put_right": "closed after a manager looked at the response",
    "in_place": "closed, with the work in place",
    "not_confirmed": "closed, because the grading was not confirmed",
    "improved": "closed, because practice is adequate",
    "stood_down": "stood down",
}


def sentence(row: FollowUp) -> str:
    """How far it is, such as "Concern raised 1 December 2026, responded 1 December 2026."."""
    said = [f"{NAMES[row.kind]} {day(row.opened_at)}"]
    dated = [(words, getattr(row, column)) for column, words in EVENTS.items()]
    said += [f"{_plan(row, words)} {day(at)}" for words, at in dated if at is not None]
    if row.closed_at is not None:
        said.append(f"{OUTCOMES.get(row.outcome or '', 'closed')} {day(row.closed_at)}")
    elif row.kind == "concern" and row.acknowledged_at is None:
        said.append("not responded to yet")
    return ", ".join(said) + "."


def may_be_told(row: FollowUp, person: str, standings: Collection[str], acted: bool) -> bool:
    """Whether a person may know of it. `acted`: they had something to do in it."""
    if acted or person in (row.raised_by, row.owner):
        return True
    return not row.withheld and bool({"auditor", "reviewer", "officer"} & set(standings))


def concern_by(rows: Collection[FollowUp], until: datetime) -> str:
    """What a print says of concerns up to then: "", "raised" or "responded" (to each of them)."""
    known = [row for row in rows if not row.withheld and row.opened_at <= until]
    if not known:
        return ""
    answered = [row.acknowledged_at is not None and row.acknowledged_at <= until for row in known]
    return "responded" if all(answered) else "raised"


def _plan(row: FollowUp, words: str) -> str:
    return "plan opened" if (row.kind, words) == ("improvement", "action confirmed") else words
