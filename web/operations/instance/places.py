"""Where an instance is, in sentences: the same ones stand in the list, on the drawing, in steps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from engine.tables import (
    ActivityInstance,
    Incident,
    Job,
    MessageSubscription,
    SignalSubscription,
    UserTask,
)
from handlers.directory.roles import ROLES
from web.operations.addresses import incident_address
from web.operations.instance.reading import Found
from web.words import clock_time, count, day, moment, plain, short_day

Heard = MessageSubscription | SignalSubscription
HOLDS = ("subProcess", "transaction", "callActivity")
TIMER_LATE = "It ought to have fired by now."


@dataclass(frozen=True)
class Place:
    """One place it is at. `kind` is incident, late, waiting or inside; `word` is for the drawing.

    `task_id` is the position, `href` the page of its incident. `meanwhile`: it is no step of
    the way, but may happen beside it.
    """

    element: str
    process: str
    kind: str
    sentence: str
    word: str
    task_id: UUID | None = None
    href: str = ""
    meanwhile: bool = False


def places(found: Found) -> list[Place]:
    """Every place, what is wrong first, then people, then what Plumbline waits for by itself."""
    rows = found.waiting
    told = [_incident(found, row) for row in rows.incidents]
    told += [_user_task(found, row) for row in rows.user_tasks]
    told += [one for row in rows.jobs if (one := _job(found, row)) is not None]
    told += _heard(found)
    known = {place.task_id for place in told}
    return told + [_passage(found, row) for row in rows.activities if row.id not in known]


def since(found: Found, at: datetime) -> str:
    """Since 3 November 2026 (11 working days), or since 10:14am today."""
    if found.days.of(at) == found.days.of(found.now):
        return f"since {clock_time(at)} today"
    worked = found.days.working(at, found.now)
    return f"since {day(at)} ({count(worked, 'working day')})"


def _incident(found: Found, row: Incident) -> Place:
    at = f" at “{found.element_name(row.element_id)}”" if row.element_id else ""
    sentence = f"Held up{at} {since(found, row.created_at)}: {row.sentence}"
    home = _home(found, row.task_id)
    href = incident_address(row.id)
    return Place(row.element_id, home, "incident", sentence, "Held up", row.task_id, href)


def _user_task(found: Found, row: UserTask) -> Place:
    who = found.who(row.assignee) if row.assignee else _role(row.candidate_group)
    sentence = f"Waits for {who}: “{row.name}”, {since(found, row.created_at)}."
    late = row.due_at is not None and row.due_at < found.now
    if row.due_at is not None:
        sentence += f" {_due(found, row.due_at)}"
    word = "Here"
    if row.due_at is not None:
        word = f"{'Was due' if late else 'Here, due'} {short_day(row.due_at, found.now)}"
    kind = "late" if late else "waiting"
    return Place(row.element_id, _home(found, row.id), kind, sentence, word, row.id)


def _due(found: Found, due: datetime) -> str:
    if due >= found.now:
        left = found.days.working(found.now, due)
        return f"It is due on {day(due)}, in {count(left, 'working day')}."
    late = found.days.working(due, found.now)
    how = f"{count(late, 'working day')} ago" if late else "earlier today"
    return f"It was due on {day(due)}, {how}."


def _job(found: Found, row: Job) -> Place | None:
    """A timer or a service; letters and messages on their way are listed among the jobs."""
    if row.kind not in ("timer", "service") or not row.element_id:
        return None
    name = found.element_name(row.element_id)
    if row.kind == "timer":
        sentence = f"The timer “{name}” fires on {moment(row.due_at)}."
        word = f"Fires {short_day(row.due_at, found.now)}"
        if row.due_at < found.now and row.state == "ready":
            sentence = f"{sentence} {TIMER_LATE}"
    else:
        sentence, word = f"Plumbline carries out “{name}”. {_tried(row)}", "Being done"
    home, beside = _home(found, row.task_id), found.beside(row.element_id)
    return Place(row.element_id, home, "waiting", sentence, word, row.task_id, meanwhile=beside)


def _tried(row: Job) -> str:
    if row.state == "incident":
        return f"It was tried {count(row.attempts, 'time')} and gave up."
    tried = f"Tried {count(row.attempts, 'time')}; next" if row.attempts else "Next"
    return f"{tried} on {moment(row.due_at)}."


def _heard(found: Found) -> Iterator[Place]:
    for row in found.waiting.messages:
        sentence = f"{_waits(found, row, 'message', row.message)}{_senders(found, row.id)}"
        yield _place(found, row, sentence, "Waits for a message")
    for signal in found.waiting.signals:
        sentence = _waits(found, signal, "signal", signal.signal)
        yield _place(found, signal, sentence, "Waits for a signal")


def _waits(found: Found, row: Heard, kind: str, name: str) -> str:
    at = found.element_name(row.element_id)
    waits = "Waits" if at == row.element_id else f"“{at}” waits"
    return f"{waits} for the {kind} “{name}”, {since(found, row.created_at)}."


def _senders(found: Found, id: UUID) -> str:
    """Who may send a message by pressing a button; empty when it comes from elsewhere."""
    offer = next((one for one in found.waiting.offers if one.id == id), None)
    if offer is None:
        return ""
    people = [found.who(one) for one in offer.people] or [_role(offer.candidate_group)]
    return f" It may be sent by {' or '.join(people)}."


def _place(found: Found, row: Heard, sentence: str, word: str) -> Place:
    beside = found.beside(row.element_id)
    home = _home(found, row.id)
    return Place(row.element_id, home, "waiting", sentence, word, row.id, meanwhile=beside)


def _role(group: str | None) -> str:
    return f"whoever has the role {ROLES.get(group) or plain(group)}" if group else "somebody"


def _passage(found: Found, row: ActivityInstance) -> Place:
    name = found.element_name(row.element_id, row.process_key)
    inside = row.type in HOLDS
    words = "Inside" if inside else "At"
    sentence = f"{words} “{name}” {since(found, row.reached_at)}."
    kind = "inside" if inside else "waiting"
    return Place(row.element_id, row.process_key, kind, sentence, "Here", row.id)


def _home(found: Found, task_id: UUID | None) -> str:
    """The process whose diagram has the position; the instance's own when it is not known."""
    rows = found.waiting.activities
    return next((row.process_key for row in rows if row.id == task_id), found.row.process_key)
