"""The directory has exactly the roles that are in force today: begun ones come, ended ones go."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import cast

from sqlalchemy import ColumnElement, CursorResult, delete, exists, or_, select
from sqlalchemy.orm import Session

from engine.database import insert_new
from handlers.access.tables import Appointment
from handlers.directory.tables import PersonRole


def runs(today: date) -> ColumnElement[bool]:
    """The condition that an appointment covers this day."""
    open_end = or_(Appointment.ends_on.is_(None), Appointment.ends_on >= today)
    return (Appointment.starts_on <= today) & open_end


def put_in_force(session: Session, tenant: str, today: date) -> int:
    """Make the directory so; how many roles came or went. Cheap when nothing has changed."""
    return _end(session, tenant, today) + _begin(session, tenant, today)


def _end(session: Session, tenant: str, today: date) -> int:
    running = select(Appointment.id).where(Appointment.tenant_id == tenant, runs(today))
    over = delete(PersonRole).where(
        PersonRole.tenant_id == tenant,
        PersonRole.appointment_id.is_not(None),
        PersonRole.appointment_id.not_in(running),
    )
    return cast("CursorResult[object]", session.execute(over)).rowcount


def _begin(session: Session, tenant: str, today: date) -> int:
    return sum(
        insert_new(
            session,
            PersonRole,
            {
                "tenant_id": tenant,
                "person_id": one.person_id,
                "role": one.role,
                "scope": one.scope,
                "appointment_id": one.id,
            },
        )
        for one in _missing(session, tenant, today)
    )


def _missing(session: Session, tenant: str, today: date) -> Sequence[Appointment]:
    there = exists().where(
        PersonRole.tenant_id == Appointment.tenant_id,
        PersonRole.person_id == Appointment.person_id,
        PersonRole.role == Appointment.role,
        PersonRole.scope == Appointment.scope,
    )
    query = select(Appointment).where(Appointment.tenant_id == tenant, runs(today), ~there)
    return session.scalars(query).all()
