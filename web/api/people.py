"""Who comes and leaves, is signed in, or tried to, for programs."""

from __future__ import annotations

from flask import g

from engine.history import append_audit_log
from handlers.access.foretold import foretold_leaving
from handlers.access.people import Newcomer, add, leave
from handlers.access.reading import PeopleFilters, people_after
from handlers.access.roles import working
from web.account import sign_ins
from web.account.history import AttemptFilters, attempts
from web.api import cursors
from web.api.access import MANAGE, ONE, READ
from web.api.access_shapes import Foretold
from web.api.operation import operation
from web.api.people_shapes import (
    LeaveAsked,
    NewcomerAsked,
    PeopleAsked,
    PersonRow,
    SignInGiven,
    SignInsAsked,
)
from web.api.shapes import Listed, listed, sliced
from web.operations.access.acting import act
from web.parts import parts
from web.wiring import settings


@operation("GET", "/people", **READ)
def list_people(query: PeopleAsked) -> Listed[PersonRow]:
    """People by name: those who work here, or those who have left."""
    here, filters = parts(), PeopleFilters(query.text, query.role, query.left)
    after = cursors.read(query.cursor, (str, str))
    with here.database.read() as db:
        rows = people_after(db, here.tenant, filters, after, query.limit + 1)
    return listed(PersonRow, rows, query.limit, lambda row: (row.name, row.id))


@operation("POST", "/people", status=201, **MANAGE)
def add_person(body: NewcomerAsked) -> PersonRow:
    """Put somebody into the directory. They have no role yet."""
    here = parts()
    wanted = Newcomer(body.id, body.name, body.email, body.team_id, body.line_manager)
    with here.database.write() as db:
        row = add(db, here.tenant, wanted, act(body.reason), settings(here.config).allows)
        return PersonRow.model_validate(row)


@operation("POST", f"{ONE}/leave", **MANAGE)
def end_person(person_id: str, body: LeaveAsked) -> Foretold:
    """Somebody works here no longer: they are signed out, and cannot sign in any more."""
    here = parts()
    with here.database.write() as db:
        working(db, here.tenant, person_id)
        sentences = foretold_leaving(db, here.tenant, person_id)
        if not body.dry_run:
            leave(db, here.tenant, person_id, act(body.reason))
            sign_ins.end_all(db, here.tenant, person_id)
    return Foretold(dry_run=body.dry_run, sentences=sentences)


@operation("POST", f"{ONE}/sign-out", **MANAGE)
def sign_person_out(person_id: str) -> None:
    """Sign somebody out everywhere. Harmless: they can sign in again."""
    here = parts()
    told = {"by": g.actor.person, "action": "person.sign_out", "about": person_id}
    with here.database.write() as db:
        working(db, here.tenant, person_id)
        sign_ins.end_all(db, here.tenant, person_id)
        append_audit_log(db, here.tenant, at=here.clock.now(), **told)


@operation("GET", "/sign-ins", **READ)
def list_sign_ins(query: SignInsAsked) -> Listed[SignInGiven]:
    """Attempts to sign in, the refused ones too, newest first."""
    here = parts()
    filters = AttemptFilters([query.person] if query.person else None, query.outcome, query.since)
    after = cursors.place(query.cursor)
    with here.database.read() as db:
        return sliced(SignInGiven, attempts(db, here.tenant, filters, after, query.limit))
