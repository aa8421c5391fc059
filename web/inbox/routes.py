"""The inbox itself: the list, taking something from my role, and putting it back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine import queries
from engine.errors import AlreadyDone, NotAllowed, OutOfDate
from handlers.directory.reading import names
from handlers.directory.roles import words as role_words
from web.access.permission import permit
from web.cover.telling import told
from web.inbox.blueprint import blueprint, facts
from web.inbox.filters import DUE, WHOSE, Chosen
from web.inbox.listing import grouped
from web.parts import parts
from web.words import local


@blueprint.get("/tasks")
@permit("inbox.read")
def overview() -> ResponseReturnValue:
    """What is with me and what my roles may take, sorted by due date."""
    here, chosen = parts(), Chosen.of(request.args)
    now = here.clock.now()
    with here.database.read() as db:
        page = queries.inbox(
            db,
            here.tenant,
            g.actor.person,
            g.actor.groups,
            chosen.query(now),
            chosen.page,
            covering=g.actor.covering,
        )
        covered = names(db, here.tenant, sorted(g.actor.covering.everybody))
        cover = told(db, here.tenant, g.actor.person, local(now).date())
        processes = {p.key: p.name for p in queries.process_definitions(db, here.tenant)}
    return render_template(
        "inbox/overview.html",
        list=page,
        groups=grouped(page.rows, now),
        covered=covered,
        cover=cover,
        **_around(chosen, processes),
    )


def _around(chosen: Chosen, processes: dict[str, str]) -> dict[str, Any]:
    return {
        "chosen": chosen,
        "processes": processes,
        "due_choices": DUE,
        "whose_choices": WHOSE,
        "role_words": role_words,
        "address": lambda number: url_for("inbox.overview", **chosen.address(number)),
    }


@blueprint.post("/tasks/<uuid:user_task_id>/claim")
@permit("user_task.work", facts)
def claim(user_task_id: UUID) -> ResponseReturnValue:
    """Take it from my role, so that nobody else works on it."""
    try:
        parts().engine.claim(user_task_id, by=g.actor.person)
    except (AlreadyDone, NotAllowed, OutOfDate):
        flash("Somebody else was faster and has taken that.")
        return redirect(url_for("inbox.overview"), 303)
    return redirect(url_for("inbox.user_task", user_task_id=user_task_id), 303)


@blueprint.post("/tasks/<uuid:user_task_id>/discard")
@permit("user_task.work", facts)
def discard(user_task_id: UUID) -> ResponseReturnValue:
    """Remove my own words of something that is not with me any more."""
    parts().engine.discard_draft(user_task_id, by=g.actor.person)
    flash("Your words were removed.")
    return redirect(url_for("inbox.overview"), 303)


@blueprint.post("/tasks/<uuid:user_task_id>/put-back")
@permit("user_task.work", facts)
def put_back(user_task_id: UUID) -> ResponseReturnValue:
    """Put it back, so that others of the role can take it; my draft is kept."""
    try:
        parts().engine.unclaim(user_task_id, by=g.actor.person)
        flash("You have put it back. Others with your role can take it.")
    except (AlreadyDone, NotAllowed, OutOfDate) as error:
        flash(str(error))
    return redirect(url_for("inbox.overview"), 303)
