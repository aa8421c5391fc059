"""People and their roles for programs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import g
from sqlalchemy.orm import Session

from engine.errors import NotFound
from handlers.access.foretold import foretold_ending, foretold_giving
from handlers.access.holders import held_roles
from handlers.access.reading import appointments_of
from handlers.access.roles import Act, RoleRefused, Wanted, end, give, refuse_giving, working
from handlers.directory.reading import person as directory_person
from handlers.directory.reading import roles_of
from web.api.access_shapes import (
    AppointmentGiven,
    Foretold,
    GiveRoleAsked,
    HeldAsked,
    PersonGiven,
    RoleGiven,
    RoleHeld,
    RolesHeld,
)
from web.api.operation import operation
from web.clients.bearer import by_client
from web.parts import parts
from web.words import local

TAG = "Access"
ONE = "/people/{person_id}"
READ: dict[str, Any] = {"tag": TAG, "scope": "access.read", "action": "access.read"}
MANAGE: dict[str, Any] = {"tag": TAG, "scope": "access.manage", "action": "access.manage"}
Do = Callable[[Session, str, Wanted, Act], object]
Tell = Callable[[Session, str, Wanted], list[str]]


@operation("GET", "/roles", **READ)
def list_roles() -> RolesHeld:
    """Every role, and how many people hold it."""
    here = parts()
    with here.database.read() as db:
        found = held_roles(db, here.tenant)
    return RolesHeld(items=[RoleHeld.model_validate(one) for one in found])


@operation("GET", ONE, **READ)
def read_person(person_id: str) -> PersonGiven:
    """Somebody of the directory, also when they have left, with the roles they hold."""
    here = parts()
    with here.database.read() as db:
        row = directory_person(db, here.tenant, person_id)
        if row is None:
            raise NotFound("There is no such person.")
        held = roles_of(db, here.tenant, person_id)
        given = appointments_of(db, here.tenant, person_id)
    own = {name: getattr(row, name) for name in ("id", "name", "email", "active", "team_id")}
    return PersonGiven(
        **own,
        line_manager=row.line_manager,
        roles=[RoleGiven.model_validate(one) for one in held],
        appointments=[AppointmentGiven.model_validate(one) for one in given],
    )


@operation("POST", f"{ONE}/roles", **MANAGE)
def give_role(person_id: str, body: GiveRoleAsked) -> Foretold:
    """Give somebody a role, from day to day."""
    if person_id == by_client().created_by:
        raise RoleRefused("role", "Who made the client gets no role by it: another one does that")
    first = body.starts_on or _act("").today
    wanted = Wanted(person_id, body.role, body.scope, first, body.ends_on)
    return _do(body, wanted, foretold_giving, refuse_giving, give)


@operation("POST", f"{ONE}/roles/end", **MANAGE)
def end_role(person_id: str, body: HeldAsked) -> Foretold:
    """End a role somebody holds or will hold, at once."""
    held = Wanted(person_id, body.role, body.scope, date.min, None)
    return _do(body, held, foretold_ending, _anything, end)


def _do(body: HeldAsked, wanted: Wanted, tell: Tell, refuse: Do, do: Do) -> Foretold:
    here, act = parts(), _act(body.reason)
    with here.database.write() as db:
        working(db, here.tenant, wanted.person)
        refuse(db, here.tenant, wanted, act)
        sentences = tell(db, here.tenant, wanted)
        if not body.dry_run:
            do(db, here.tenant, wanted, act)
    return Foretold(dry_run=body.dry_run, sentences=sentences)


def _anything(session: Session, tenant: str, wanted: Wanted, act: Act) -> None:
    """Ending judges for itself."""


def _act(reason: str) -> Act:
    now = parts().clock.now()
    return Act(g.actor.person, reason, now, local(now).date())
