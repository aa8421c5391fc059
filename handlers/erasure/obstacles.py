"""What stands in the way of an erasure, each with what can be done about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.disposal import OPEN
from engine.tables import ProcessInstance
from handlers.directory.reading import person
from handlers.erasure.child import audits_of, requests_about
from handlers.erasure.leaver import audits_with
from handlers.erasure.looking import Found
from handlers.erasure.subject import Subject
from handlers.follow_ups.instances import instances_of
from handlers.records.audits import Audit
from handlers.retention.holding import keeping
from handlers.retention.tables import LegalHold
from handlers.subject_access.tables import SubjectSearch

MOST_NAMED = 5
LIFT = "Nothing is erased until the hold is lifted, under Holds: with a reason, once it is over."
AT_ONCE = 500
HOLDS = {
    "all": "Everything is on hold.",
    "audit": "An audit of theirs is on hold.",
    "child": "The child is on hold.",
    "person": "The person is on hold.",
}


@dataclass(frozen=True)
class Obstacle:
    """Why nothing is erased now, and what can be done."""

    sentence: str
    remedy: str


def obstacles(
    session: Session,
    tenant: str,
    subject: Subject,
    found: Sequence[Found],
    *,
    erased: bool = False,
) -> list[Obstacle]:
    """All of them; none when the erasure may be done. When they are `erased` already it is not
    asked whether they have left."""
    child = subject.about == "child"
    audits = (audits_of if child else audits_with)(session, tenant, subject)
    return [
        *([] if erased else _working(session, tenant, subject)),
        *map(_held, keeping(session, tenant, subject.identifiers, [one.id for one in audits])),
        *_going_on(session, tenant, audits if child else [], found),
        *_asked_for(session, tenant, subject),
    ]


def _working(session: Session, tenant: str, subject: Subject) -> Iterator[Obstacle]:
    if subject.about != "person":
        return
    row = person(session, tenant, subject.number)
    if row is None:
        yield Obstacle("There is nobody with this staff number.", "Correct the number.")
    elif row.active:
        yield Obstacle("They work here.", "Say on their page of Access that they have left, first.")


def _held(hold: LegalHold) -> Obstacle:
    return Obstacle(HOLDS[hold.about], LIFT)


def _going_on(
    session: Session, tenant: str, audits: Sequence[Audit], found: Sequence[Found]
) -> Iterator[Obstacle]:
    ids = {*instances_of(session, tenant, audits), *_instances(session, found)}
    keys = sorted(_open(session, tenant, ids))
    if keys:
        more = f" and {len(keys) - MOST_NAMED} more" if len(keys) > MOST_NAMED else ""
        named = ", ".join(keys[:MOST_NAMED]) + more
        yield Obstacle(
            f"Work with them in it is going on: {named}.",
            "Wait until it has ended, or cancel it on its page.",
        )


def _asked_for(session: Session, tenant: str, subject: Subject) -> Iterator[Obstacle]:
    for id in requests_about(session, tenant, subject):
        row = session.get_one(SubjectSearch, (tenant, id))
        if row.delivered_at is None:
            yield Obstacle(
                f"{row.reference}: somebody waits for what is held about them.",
                "Hand the file over first.",
            )


def _instances(session: Session, found: Iterable[Found]) -> Iterator[UUID]:
    """The instances that name the subject in whatever belongs to them."""
    places: dict[str, list[Found]] = {}
    for one in found:
        places.setdefault(one.table.name, []).append(one)
    for ones in places.values():
        table, own = ones[0].table, [column.name for column in ones[0].table.primary_key]
        column = "id" if table.name == ProcessInstance.__tablename__ else "instance_id"
        if column in own:
            yield from (one.key[own.index(column)] for one in ones)  # type: ignore[misc]
        elif column in table.c:
            yield from _owners(session, table, [one.key[-1] for one in ones])


def _owners(session: Session, table: Any, ids: Sequence[object]) -> Iterator[UUID]:
    for start in range(0, len(ids), AT_ONCE):
        query = select(table.c.instance_id).where(table.c.id.in_(ids[start : start + AT_ONCE]))
        yield from (one for one in session.execute(query).scalars() if one is not None)


def _open(session: Session, tenant: str, ids: Iterable[UUID]) -> Iterator[str]:
    known = sorted(set(ids))
    for start in range(0, len(known), AT_ONCE):
        query = select(ProcessInstance.id, ProcessInstance.business_key).where(
            ProcessInstance.tenant_id == tenant,
            ProcessInstance.id.in_(known[start : start + AT_ONCE]),
            ProcessInstance.status.in_(OPEN),
        )
        for id, key in session.execute(query):
            yield key or f"instance {id}"
