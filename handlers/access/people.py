"""Somebody comes, or leaves: said by hand before, or instead of, the extract."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from engine.errors import AlreadyDone, NotFound
from engine.history import append_audit_log
from handlers.access.holders import KEEPS_THE_DOOR, only_holder
from handlers.access.roles import Act
from handlers.directory.correcting import AddressRefused, refuse_address
from handlers.directory.reading import person, team
from handlers.directory.tables import Person
from handlers.refusal import FieldRefused

WEEK = [1.0] * 5 + [0.0] * 2
LONGEST = {"name": 200, "id": 40}


class PersonRefused(FieldRefused):
    """They cannot be added or ended so."""


@dataclass(frozen=True)
class Newcomer:
    """Who comes. `id` is their staff number, as the extract will give it."""

    id: str
    name: str
    email: str
    team: str | None = None
    line_manager: str | None = None


def add(
    session: Session, tenant: str, wanted: Newcomer, act: Act, allows: Callable[[str], bool]
) -> Person:
    """Put somebody into the directory, or back into it. Raises PersonRefused."""
    _refuse(session, tenant, wanted, allows)
    row = person(session, tenant, wanted.id) or Person(
        tenant_id=tenant, id=wanted.id, working_week=WEEK
    )
    row.name, row.email, row.active = wanted.name, wanted.email, True
    row.team_id, row.line_manager, row.added_by = wanted.team, wanted.line_manager, act.by
    session.add(row)
    _note(session, tenant, "person.add", wanted.id, act)
    return row


def leave(session: Session, tenant: str, person_id: str, act: Act) -> None:
    """Somebody works here no longer: they cannot sign in from now on. Raises NotFound,
    AlreadyDone, PersonRefused for the only administrator."""
    row = person(session, tenant, person_id)
    if row is None:
        raise NotFound("There is no such person.")
    if not row.active:
        raise AlreadyDone(None, None, "They have left already.")
    if only_holder(session, tenant, KEEPS_THE_DOOR) == person_id:
        raise PersonRefused("reason", "They are the only administrator: make another one first")
    row.active = False
    _note(session, tenant, "person.leave", person_id, act)


def _refuse(session: Session, tenant: str, wanted: Newcomer, allows: Callable[[str], bool]) -> None:
    if not re.fullmatch(r"[A-Za-z0-9._-]{1,40}", wanted.id):
        raise PersonRefused("id", "Enter their staff number: letters, digits, dots and dashes only")
    if not wanted.name.strip() or len(wanted.name) > LONGEST["name"]:
        raise PersonRefused("name", "Enter their name")
    known = person(session, tenant, wanted.id)
    if known is not None and known.active:
        raise PersonRefused("id", f"{known.name} has this staff number already")
    if wanted.team and team(session, tenant, wanted.team) is None:
        raise PersonRefused("team", "Select one of the teams, or none")
    if wanted.line_manager and person(session, tenant, wanted.line_manager) is None:
        raise PersonRefused("line_manager", "Enter the staff number of somebody who works here")
    try:
        refuse_address(wanted.email, allows)
    except AddressRefused as refused:
        raise PersonRefused("email", str(refused)) from None


def _note(session: Session, tenant: str, action: str, about: str, act: Act) -> None:
    append_audit_log(
        session,
        tenant,
        at=act.now,
        by=act.by,
        action=action,
        about=about,
        detail={"reason": act.reason},
    )
