"""Giving somebody a role from one day to another, and ending it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import uuid4

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from engine.errors import AlreadyDone, NotFound
from engine.history import append_audit_log
from handlers.access.holders import KEEPS_THE_DOOR, only_holder
from handlers.access.in_force import put_in_force
from handlers.access.scopes import known_scope
from handlers.access.tables import Appointment
from handlers.directory.reading import person
from handlers.directory.tables import Person, PersonRole
from handlers.refusal import FieldRefused

LONGEST_ROLE = 40
DAY = timedelta(days=1)


class RoleRefused(FieldRefused):
    """The role cannot be given or ended so."""


@dataclass(frozen=True)
class Act:
    """Who acts, why and when. `today` is the day where the office is."""

    by: str
    reason: str
    now: datetime
    today: date


@dataclass(frozen=True)
class Wanted:
    """A role for a scope ("" is all of the council), from day to day, both included."""

    person: str
    role: str
    scope: str
    starts_on: date
    ends_on: date | None


def give(session: Session, tenant: str, wanted: Wanted, act: Act) -> Appointment:
    """Give it, and note it in the audit log. Raises NotFound, RoleRefused."""
    holder = working(session, tenant, wanted.person)
    refuse_giving(session, tenant, wanted, act)
    row = Appointment(
        tenant_id=tenant,
        id=uuid4(),
        person_id=holder.id,
        role=wanted.role,
        scope=wanted.scope,
        starts_on=wanted.starts_on,
        ends_on=wanted.ends_on,
        given_by=act.by,
        given_at=act.now,
    )
    session.add(row)
    session.flush()
    put_in_force(session, tenant, act.today)
    days = [wanted.starts_on.isoformat(), wanted.ends_on.isoformat() if wanted.ends_on else ""]
    _note(session, tenant, "role.give", wanted, act, days)
    return row


def end(session: Session, tenant: str, held: Wanted, act: Act) -> None:
    """End a role somebody holds now or will hold, at once. Raises NotFound, AlreadyDone when it
    has ended, RoleRefused when nobody else could let anybody in."""
    working(session, tenant, held.person)
    if held.role == KEEPS_THE_DOOR and only_holder(session, tenant, held.role) == held.person:
        raise RoleRefused("reason", "Give the role to somebody else first: nobody would have it")
    ended = _end_appointments(session, tenant, held, act)
    row = session.get(PersonRole, (tenant, held.person, held.role, held.scope))
    if row is None and not ended:
        raise AlreadyDone(None, None, "They do not hold this role any longer.")
    if row is not None:
        session.delete(row)
    session.flush()
    _note(session, tenant, "role.end", held, act, [])


def working(session: Session, tenant: str, person_id: str) -> Person:
    """Somebody who works here. NotFound otherwise."""
    found = person(session, tenant, person_id)
    if found is None or not found.active:
        raise NotFound("Nobody of this id works here.")
    return found


def _end_appointments(session: Session, tenant: str, held: Wanted, act: Act) -> int:
    rows = session.scalars(_appointments(tenant, held, act.today).with_for_update()).all()
    for row in rows:
        if row.starts_on >= act.today:
            session.delete(row)
        else:
            row.ends_on, row.ended_by, row.ended_at = act.today - DAY, act.by, act.now
    return len(rows)


def _appointments(tenant: str, held: Wanted, today: date) -> Select[Appointment]:
    """Those that are not over yet."""
    return select(Appointment).where(
        Appointment.tenant_id == tenant,
        Appointment.person_id == held.person,
        Appointment.role == held.role,
        Appointment.scope == held.scope,
        or_(Appointment.ends_on.is_(None), Appointment.ends_on >= today),
    )


def refuse_giving(session: Session, tenant: str, wanted: Wanted, act: Act) -> None:
    """Raise RoleRefused when the role cannot be given so."""
    if wanted.person == act.by:
        raise RoleRefused("role", "Nobody gives a role to themselves: another administrator does")
    if not wanted.role or len(wanted.role) > LONGEST_ROLE:
        raise RoleRefused("role", "Select a role")
    if not known_scope(session, tenant, wanted.scope):
        raise RoleRefused("scope", "Select a team, a district or an area, or all of the council")
    if wanted.ends_on is not None and wanted.ends_on < max(wanted.starts_on, act.today):
        raise RoleRefused("ends_on", "The last day must be today or later, not before the first")
    held = session.get(PersonRole, (tenant, wanted.person, wanted.role, wanted.scope))
    if held is not None or session.scalars(_appointments(tenant, wanted, act.today)).first():
        raise RoleRefused("role", "They have this role already, or will: end that first")


def _note(
    session: Session, tenant: str, action: str, wanted: Wanted, act: Act, days: list[str]
) -> None:
    detail = {"role": wanted.role, "scope": wanted.scope, "reason": act.reason}
    if days:
        detail |= {"starts_on": days[0], "ends_on": days[1]}
    append_audit_log(
        session,
        tenant,
        at=act.now,
        by=act.by,
        action=action,
        about=wanted.person,
        detail=detail,
    )
