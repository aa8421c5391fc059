"""Where an audit is, in plain words, and how it got there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine import queries
from engine.tables import Offer, UserTask
from handlers.directory.reading import names
from handlers.directory.roles import words
from handlers.leavers.reading import carried_on
from handlers.records.audits import Audit, Draw
from handlers.records.beginning import begun, not_begun
from handlers.records.page import DocumentLine, Happening, Participant

HERE = ZoneInfo("Europe/London")
ENDED = {
    "concluded": "The audit is concluded.",
    "discounted": "The audit was discounted for this month.",
    "cancelled": "The audit was cancelled.",
    "drawn": "The case is drawn, but the audit has not been issued.",
}


def where_it_is(session: Session, audit: Audit) -> tuple[str, ...]:
    """One sentence for each person the audit is with; what the system does when it is with none."""
    if audit.state in ENDED and audit.instance_id is None:
        return (ENDED[audit.state],)
    if audit.state not in ENDED and begun(session, audit) is None:
        return (not_begun(session, audit),)
    tasks = _tasks(session, audit, "open")
    known = _with(session, audit, tasks)
    said = [_waiting(task, known) for task in tasks]
    if _held_up(session, audit):
        said.append("Something went wrong on the way: an administrator has been told.")
    fallback = ENDED.get(audit.state, "Copies and letters are being made and sent.")
    return tuple(said) or (fallback,)


def timeline(
    session: Session,
    audit: Audit,
    people: Mapping[str, Participant],
    documents: Iterable[DocumentLine],
) -> tuple[Happening, ...]:
    """What happened, in order."""
    done, taken = _tasks(session, audit, "completed"), _taken(session, audit)
    covered = _covered(session, audit)
    doers = [task.completed_by for task in done] + [offer.taken_by for offer in taken]
    known = names(session, audit.tenant_id, [*doers, *covered.values()])
    found = [
        *_drawn(session, audit),
        *_begun_and_ended(audit, people),
        *(
            _done(task.name, task.completed_by, task.completed_at, known, covered.get(task.id))
            for task in done
        ),
        *(
            _done(offer.label, offer.taken_by, offer.taken_at, known, covered.get(offer.id))
            for offer in taken
        ),
        *(Happening(one.made_at, f"PDF made: {one.name}.") for one in documents),
    ]
    return tuple(sorted(found, key=lambda one: one.at))


def day(instant: datetime) -> str:
    """The day on the clock at home, as 31 December 2026."""
    local = instant.astimezone(HERE)
    return f"{local.day} {local:%B %Y}"


def _tasks(session: Session, audit: Audit, state: str) -> Sequence[UserTask]:
    if audit.instance_id is None:
        return ()
    query = select(UserTask).where(
        UserTask.tenant_id == audit.tenant_id,
        UserTask.instance_id == audit.instance_id,
        UserTask.state == state,
    )
    return session.scalars(query.order_by(UserTask.created_at, UserTask.id)).all()


def _held_up(session: Session, audit: Audit) -> bool:
    if audit.instance_id is None:
        return False
    filters = queries.IncidentFilters(instance_id=audit.instance_id)
    return bool(queries.incidents(session, audit.tenant_id, filters).total)


def _with(session: Session, audit: Audit, tasks: Iterable[UserTask]) -> dict[str, str]:
    """Whom it is with, by id: by name, and who carries on for whoever has left."""
    people = [task.assignee for task in tasks if task.assignee]
    follow = carried_on(session, audit.tenant_id, people, audit.reference)
    known = names(session, audit.tenant_id, [*people, *follow.values()])
    carried = {one: f"{known[by]}, for {known[one]}, who has left" for one, by in follow.items()}
    return known | carried


def _waiting(task: UserTask, known: Mapping[str, str]) -> str:
    group = words(task.candidate_group) if task.candidate_group else "nobody"
    who = known.get(task.assignee or "", group)
    due = f", due {day(task.due_at)}" if task.due_at else ""
    return f"“{task.name}” is with {who}{due}."


def _drawn(session: Session, audit: Audit) -> Iterator[Happening]:
    draw = session.get(Draw, (audit.tenant_id, audit.month))
    lines = draw.log if draw else []
    for line in lines:
        if (
            draw
            and line.get("reference", audit.reference) == audit.reference
            and (line["auditor"] == audit.auditor)
        ):
            chance = f"one of {line['considered']} cases, with seed {draw.seed}"
            yield Happening(draw.at, f"The case was drawn at random: {chance}.")


def _begun_and_ended(audit: Audit, people: Mapping[str, Participant]) -> Iterator[Happening]:
    if audit.issued_at:
        auditor = people["auditor"].name
        yield Happening(audit.issued_at, f"The case was issued to {auditor}.")
    if audit.concluded_at:
        yield Happening(audit.concluded_at, ENDED["concluded"])


def _taken(session: Session, audit: Audit) -> list[Offer]:
    """What people sent. What is urgent is not for everybody: a concern has a line of its own."""
    if audit.instance_id is None:
        return []
    found = queries.offers(session, audit.tenant_id, audit.instance_id)
    return [offer for offer in found if offer.taken_at is not None and not offer.urgent]


def _covered(session: Session, audit: Audit) -> dict[UUID, str]:
    """For whom it was done, where somebody stood in for another."""
    if audit.instance_id is None:
        return {}
    lines = queries.history(session, audit.tenant_id, audit.instance_id)
    return {one.task_id: one.detail["for"] for one in lines if one.task_id and "for" in one.detail}


def _done(
    what: str, by: str | None, at: datetime | None, known: Mapping[str, str], covered: str | None
) -> Happening:
    assert at is not None
    whom = f" for {known.get(covered, covered)}" if covered else ""
    return Happening(at, f"“{what}” was done by {known.get(by or '', 'the system')}{whom}.")
