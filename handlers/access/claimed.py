"""Roles that a provider of accounts says at sign-in: it gives them, and it takes them away."""

from __future__ import annotations

from collections.abc import Collection
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.history import append_audit_log
from handlers.access.in_force import put_in_force, runs
from handlers.access.roles import DAY, Act
from handlers.access.scopes import known_scope
from handlers.access.tables import Appointment
from handlers.directory.tables import PersonRole

PROVIDER = "single sign-on"
Role = tuple[str, str]


def put_claimed(
    session: Session, tenant: str, person: str, said: Collection[Role], act: Act
) -> None:
    """Give and end so that somebody has by the provider exactly the (role, scope) it says.

    What the extract or an administrator gives stays untouched. A scope that is not there any more
    gives nothing.
    """
    given = {(row.role, row.scope): row for row in _given(session, tenant, person, act)}
    wanted = {one for one in said if known_scope(session, tenant, one[1])} if said else set()
    for one in sorted(given.keys() - wanted):
        _end(session, given[one], act)
    for one in sorted(wanted - given.keys()):
        if session.get(PersonRole, (tenant, person, *one)) is None:
            _give(session, tenant, person, one, act)
    session.flush()
    put_in_force(session, tenant, act.today)


def _given(session: Session, tenant: str, person: str, act: Act) -> list[Appointment]:
    query = select(Appointment).where(
        Appointment.tenant_id == tenant,
        Appointment.person_id == person,
        Appointment.given_by == PROVIDER,
        runs(act.today),
    )
    return list(session.scalars(query))


def _give(session: Session, tenant: str, person: str, role: Role, act: Act) -> None:
    session.add(
        Appointment(
            tenant_id=tenant,
            id=uuid4(),
            person_id=person,
            role=role[0],
            scope=role[1],
            starts_on=act.today,
            given_by=act.by,
            given_at=act.now,
        )
    )
    _note(session, tenant, "role.give", person, role, act)


def _end(session: Session, row: Appointment, act: Act) -> None:
    if row.starts_on >= act.today:
        session.delete(row)
    else:
        row.ends_on, row.ended_by, row.ended_at = act.today - DAY, act.by, act.now
    _note(session, row.tenant_id, "role.end", row.person_id, (row.role, row.scope), act)


def _note(session: Session, tenant: str, action: str, person: str, role: Role, act: Act) -> None:
    append_audit_log(
        session,
        tenant,
        at=act.now,
        by=act.by,
        action=action,
        about=person,
        detail={"role": role[0], "scope": role[1], "reason": act.reason},
    )
