"""The pages of one user task: why it is with me, its sections, and one section."""

from __future__ import annotations

from uuid import UUID

from flask import abort, flash, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.errors import AlreadyDone, NotAllowed
from forms import Bound, Section
from web.access.permission import permit
from web.account.signing_in import take_kept
from web.choosing import find_people
from web.inbox.blueprint import blueprint, facts, load
from web.inbox.lost import closed_page
from web.inbox.opened import COMPLETE, Opened
from web.inbox.saving import save_section
from web.inbox.sections import following, section_list
from web.parts import parts

KEPT = "The words you typed before you were signed out are here. Check them and go on."


@blueprint.get("/tasks/<uuid:user_task_id>")
@permit("user_task.read", facts)
def user_task(user_task_id: UUID) -> ResponseReturnValue:
    """Why it is with me, and the form: its one page, or its sections as a list."""
    opened = load(user_task_id)
    if opened.row.state == "open" and opened.row.assignee is None:
        return render_template("inbox/unclaimed.html", opened=opened)
    if not opened.waits_for(g.actor.person):
        return closed_page(opened)
    if not opened.asks:
        return render_template("inbox/manual.html", opened=opened)
    if opened.form.single:
        return _section_page(opened, opened.sections[0])
    return render_template("inbox/user_task.html", opened=opened, groups=section_list(opened))


@blueprint.post("/tasks/<uuid:user_task_id>")
@permit("user_task.work", facts)
def save_single(user_task_id: UUID) -> ResponseReturnValue:
    """Keep the words of a form of one page, and go on to check them."""
    opened = load(user_task_id)
    asked = opened.form.single and opened.asks
    return _save(opened, opened.sections[0]) if asked else abort(404)


@blueprint.get("/tasks/<uuid:user_task_id>/<key>")
@permit("user_task.read", facts)
def section(user_task_id: UUID, key: str) -> ResponseReturnValue:
    """One section of the form."""
    opened = load(user_task_id)
    if not opened.waits_for(g.actor.person):
        return redirect(url_for("inbox.user_task", user_task_id=user_task_id))
    return _section_page(opened, opened.section(key) or abort(404))


@blueprint.post("/tasks/<uuid:user_task_id>/<key>")
@permit("user_task.work", facts)
def save(user_task_id: UUID, key: str) -> ResponseReturnValue:
    """Keep the words of one section, and go on as the person asked."""
    opened = load(user_task_id)
    return _save(opened, opened.section(key) or abort(404))


@blueprint.post("/tasks/<uuid:user_task_id>/<key>/draft")
@permit("user_task.work", facts)
def draft(user_task_id: UUID, key: str) -> ResponseReturnValue:
    """Keep words while they are typed.

    Answers {"saved_at": an instant in ISO 8601, "hints": HTML by the component it belongs to}.
    """
    opened = load(user_task_id)
    bound = opened.bound(opened.section(key) or abort(404), request.form)
    try:
        at = save_section(parts(), opened, key, bound.words, g.actor.person)
    except (AlreadyDone, NotAllowed) as error:
        return jsonify(error=str(error)), 409
    hints = {h.component.id: render_template("form/hint.html", item=h) for h in bound.hints}
    return jsonify(saved_at=at.isoformat(), hints=hints)


def _restored(opened: Opened, section: Section) -> Opened:
    """With the words that were posted too late, when there are any: they become the draft."""
    words = take_kept(g.actor.person)
    if words is None:
        return opened
    bound = opened.bound(section, words)
    save_section(parts(), opened, section.key, bound.words, g.actor.person, False)
    flash(KEPT)
    return load(opened.row.id)


def _section_page(opened: Opened, section: Section) -> ResponseReturnValue:
    opened = _restored(opened, section)
    return _render(
        opened, section, opened.bound(section), opened.marks.get(section.key) == COMPLETE
    )


def _render(opened: Opened, section: Section, bound: Bound, ticked: bool) -> str:
    return render_template(
        "inbox/section.html",
        opened=opened,
        section=section,
        bound=find_people(parts(), bound),
        completed=ticked,
    )


def _save(opened: Opened, section: Section) -> ResponseReturnValue:
    bound = opened.bound(section, request.form)
    ended = opened.form.single or "_complete" in request.form
    done = ended and not bound.problems and not bound.row_action
    try:
        save_section(parts(), opened, section.key, bound.words, g.actor.person, done)
    except (AlreadyDone, NotAllowed):
        return closed_page(load(opened.row.id), 409)
    later = request.form.get("_action") == "later"
    wrong = bool(bound.problems) and ended and not later
    if bound.row_action or wrong:
        return _render(opened, section, bound, ended), (422 if wrong else 200)
    return redirect(_next(opened, section, later), 303)


def _next(opened: Opened, section: Section, later: bool) -> str:
    identity = opened.row.id
    if later:
        flash("Your words are saved. You can come back to them on any computer.")
        return url_for("inbox.overview")
    if opened.form.single:
        return url_for("inbox.check", user_task_id=identity)
    key = following(opened, section.key)
    if key:
        return url_for("inbox.section", user_task_id=identity, key=key)
    return url_for("inbox.user_task", user_task_id=identity)
