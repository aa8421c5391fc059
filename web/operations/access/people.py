"""People: found by name and role, and one with everything about their access."""

from __future__ import annotations

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.queries.audited import about_thing
from handlers.access.foretold import place, with_them
from handlers.access.holders import held_roles
from handlers.access.reading import (
    PeopleFilters,
    absences_of,
    appointments_of,
    listed_people,
    roles_by_person,
)
from handlers.cover.reading import covers
from handlers.directory.reading import names, person, roles_of, team
from handlers.directory.roles import words
from web.access.permission import permit
from web.account import sign_ins
from web.account.history import OUTCOMES, WAYS, AttemptFilters, attempts
from web.account.passwords import accounts_of
from web.inbox.filters import page_number
from web.operations.audit_log.wording import action_words
from web.parts import parts
from web.single_sign_on.people import linked
from web.words import local

blueprint = Blueprint("operations_access", __name__)
LATELY = 10


@blueprint.get("/operations/access")
@permit("access.read")
def overview() -> ResponseReturnValue:
    """People by name, with the roles they hold today."""
    here, asked = parts(), request.args
    chosen = PeopleFilters(
        asked.get("text", "").strip()[:100], asked.get("role", "")[:40], asked.get("who") == "left"
    )
    with here.database.read() as db:
        found = listed_people(db, here.tenant, chosen, page_number(asked))
        roles = roles_by_person(db, here.tenant, found.rows)
        known = {"": "All", **{one.role: words(one.role) for one in held_roles(db, here.tenant)}}
    return render_template(
        "operations/access/people.html",
        list=found, chosen=chosen, roles=roles, known=known, role_words=words,
        narrowed=bool(chosen.text or chosen.role or chosen.left),
        address=lambda number: url_for(request.endpoint or "", **{**asked, "page": number}),
    )  # fmt: skip


@blueprint.get("/operations/access/people/<person_id>")
@permit("access.read")
def one(person_id: str) -> ResponseReturnValue:
    """One person: roles, cover, absence, accounts and sign-ins."""
    here = parts()
    today = local(here.clock.now()).date()
    with here.database.read() as db:
        found = person(db, here.tenant, person_id) or abort(404)
        roles = roles_of(db, here.tenant, person_id)
        given = appointments_of(db, here.tenant, person_id)
        covered = covers(db, here.tenant, [person_id], today)
        done = about_thing(db, here.tenant, person_id)
        involved = [found.line_manager, *(o.given_by for o in given), *(o.by for o in done)]
        involved += [who for o in covered for who in (o.person, o.covered_by)]
        held = {*(one.scope for one in roles), *(one.scope for one in given)}
        return render_template(
            "operations/access/person.html",
            person=found,
            team=team(db, here.tenant, found.team_id),
            roles=roles,
            given={one.id: one for one in given},
            coming=[one for one in given if one.starts_on > today],
            over=[one for one in given if one.ends_on is not None and one.ends_on < today],
            covers=covered,
            absences=absences_of(db, here.tenant, person_id, today),
            work_account=linked(db, here.tenant, person_id),
            accounts=accounts_of(db, here.tenant, person_id),
            signed_in=sign_ins.count(db, here.tenant, person_id),
            lately=attempts(db, here.tenant, AttemptFilters([person_id]), size=LATELY).rows,
            waiting=with_them(db, here.tenant, person_id),
            done=done,
            names=names(db, here.tenant, involved),
            scopes={scope: place(db, here.tenant, scope) for scope in held},
            role_words=words,
            outcomes=OUTCOMES,
            ways=WAYS,
            action_words=action_words,
        )
