"""Arranging cover and ending it: who may, and what is refused."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from engine.errors import NotAllowed, NotFound
from engine.history import append_audit_log
from handlers.cover.reading import overlapping
from handlers.cover.tables import Cover
from handlers.directory.reading import people, person, roles_of
from handlers.directory.roles import words
from handlers.directory.tables import Person
from handlers.refusal import FieldRefused

# None: whoever acts may do so for anybody, which has been judged already.
Roles = Collection[str] | None


class CoverRefused(FieldRefused):
    """The cover cannot be arranged."""


@dataclass(frozen=True)
class Wanted:
    """Who is to be covered by whom, from day to day, both included."""

    person: str
    covered_by: str
    starts_on: date
    ends_on: date


def arrange(
    session: Session,
    tenant: str,
    wanted: Wanted,
    *,
    by: str,
    now: datetime,
    today: date,
    arrangers: Roles,
) -> Cover:
    """Write the cover and say so in the audit log. Raises NotAllowed, NotFound, CoverRefused.

    `arrangers` are the roles whose holders may do so for anybody.
    """
    absent = _known(session, tenant, wanted.person)
    if not may_arrange(session, tenant, absent, by, arrangers):
        others = "".join(f" and {words(role)}" for role in arrangers or ())
        raise NotAllowed(f"Only the person, their line manager{others} may.")
    _refuse(session, tenant, absent, wanted, today)
    row = Cover(
        tenant_id=tenant,
        id=uuid4(),
        person=wanted.person,
        covered_by=wanted.covered_by,
        starts_on=wanted.starts_on,
        ends_on=wanted.ends_on,
        arranged_by=by,
        arranged_at=now,
    )
    session.add(row)
    _note(session, row, "cover.arrange", by, now)
    return row


def end(
    session: Session, tenant: str, cover: UUID, *, by: str, now: datetime, arrangers: Roles
) -> None:
    """End it now; nothing when it has ended. Raises NotFound, NotAllowed."""
    row = session.get(Cover, (tenant, cover), with_for_update=True)
    if row is None:
        raise NotFound("There is no such cover.")
    absent = _known(session, tenant, row.person)
    if by != row.covered_by and not may_arrange(session, tenant, absent, by, arrangers):
        raise NotAllowed("This cover is not yours to end.")
    if row.ended_at is None:
        row.ended_at, row.ended_by = now, by
        _note(session, row, "cover.end", by, now)


def may_arrange(session: Session, tenant: str, absent: Person, by: str, arrangers: Roles) -> bool:
    """Whether `by` may arrange cover for this person; None: that is judged already."""
    if arrangers is None or by in (absent.id, absent.line_manager):
        return True
    return any(held.role in arrangers for held in roles_of(session, tenant, by))


def possible(session: Session, tenant: str, absent: Person) -> Sequence[Person]:
    """Who may cover this person, by name: all their roles, or their line manager."""
    needed = {held.role for held in roles_of(session, tenant, absent.id)}
    common: set[str] | None = None
    for role in needed:
        holders = {one.id for one in people(session, tenant, role=role)}
        common = holders if common is None else common & holders
    fit = (common or set()) | {absent.line_manager}
    return [one for one in people(session, tenant) if one.id in fit and one.id != absent.id]


def _refuse(session: Session, tenant: str, absent: Person, wanted: Wanted, today: date) -> None:
    if wanted.ends_on < wanted.starts_on:
        raise CoverRefused("ends_on", "The last day must be the first day or later")
    if wanted.ends_on < today:
        raise CoverRefused("ends_on", "The last day must be today or later")
    if wanted.covered_by not in {one.id for one in possible(session, tenant, absent)}:
        sentence = "Select somebody who holds the same roles, or the line manager"
        raise CoverRefused("covered_by", sentence)
    if overlapping(session, tenant, absent.id, wanted.starts_on, wanted.ends_on):
        sentence = "These days are covered already: end that cover first, or choose other days"
        raise CoverRefused("starts_on", sentence)


def _known(session: Session, tenant: str, identity: str) -> Person:
    found = person(session, tenant, identity)
    if found is None or not found.active:
        raise NotFound("There is no such person.")
    return found


def _note(session: Session, row: Cover, action: str, by: str, now: datetime) -> None:
    detail = {
        "covered_by": row.covered_by,
        "starts_on": row.starts_on.isoformat(),
        "ends_on": row.ends_on.isoformat(),
    }
    append_audit_log(
        session, row.tenant_id, at=now, by=by, action=action, about=row.person, detail=detail
    )
