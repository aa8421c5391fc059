"""Things you can ask for or report: the list, the form of one, and what became of it."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, abort, g, render_template, request
from flask.typing import ResponseReturnValue

from engine import queries
from engine.errors import NotFound
from handlers.directory.roles import words as role_words
from web.access.facts import StartFacts
from web.access.permission import permit
from web.account.signing_in import take_kept
from web.inbox.lost import name_of
from web.parts import parts
from web.requests.listing import startable
from web.requests.opened import open_start
from web.requests.sending import form_page, keep_draft, send

blueprint = Blueprint("requests", __name__)


def offered(process_key: str) -> StartFacts | None:
    """To whom the process is offered now, or None when to nobody."""
    here = parts()
    try:
        with here.database.read() as db:
            takes = here.engine.takes_for(db, g.actor.person)
            row = queries.offered_start(db, here.tenant, process_key, takes)
    except NotFound:
        return None
    return StartFacts(frozenset(row.people), frozenset(row.groups))


def sender(submission_id: UUID) -> StartFacts | None:
    """Who has sent it."""
    here = parts()
    with here.database.read() as db:
        row = queries.sent(db, here.tenant, submission_id)
    return StartFacts(frozenset([row.by])) if row is not None else None


@blueprint.get("/requests")
@permit("start.list")
def overview() -> ResponseReturnValue:
    """What I may start, and what I have sent."""
    here = parts()
    with here.database.read() as db:
        mine = queries.sent_starts(db, here.tenant, g.actor.person)
    return render_template("requests/overview.html", starts=startable(), mine=mine)


@blueprint.get("/requests/<process_key>")
@permit("start.read", offered)
def start(process_key: str) -> ResponseReturnValue:
    """The form, with what the address fills in."""
    opened = open_start(parts(), process_key, g.actor.person)
    bound = opened.bound(take_kept(g.actor.person), request.args.to_dict())
    return form_page(opened, bound)


@blueprint.post("/requests/<process_key>")
@permit("start.send")
def start_now(process_key: str) -> ResponseReturnValue:
    """Send it. The engine says whether it is offered to this person; words are never lost."""
    return send(process_key)


@blueprint.post("/requests/<process_key>/draft")
@permit("start.read", offered)
def draft(process_key: str) -> ResponseReturnValue:
    """Keep words while they are typed. Answers {"saved_at": an instant in ISO 8601, "hints"}."""
    return keep_draft(process_key)


@blueprint.get("/requests/sent/<uuid:submission_id>")
@permit("start.read", sender)
def sent(submission_id: UUID) -> ResponseReturnValue:
    """That it arrived, what happens next, and where it is now."""
    here = parts()
    with here.database.read() as db:
        found = queries.sent_start(db, here.tenant, g.actor.person, submission_id)
        if found is None:
            abort(404)
        row, begun, instance = found
        waits = [t for t in queries.user_tasks(db, here.tenant, instance.id) if t.state == "open"]
    return render_template(
        "requests/sent.html",
        row=row,
        start=begun,
        instance=instance,
        waits=waits,
        role_words=role_words,
        name_of=name_of,
    )
