"""Check your answers, submit, and the confirmation."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.errors import AlreadyDone, AnswersRefused, NotAllowed, OutOfDate
from forms import AnswerRow, Bound, Section
from forms.items import Item
from web.access.permission import permit
from web.inbox.blueprint import blueprint, facts, load
from web.inbox.lost import closed_page
from web.inbox.opened import Opened
from web.inbox.saving import keep_words
from web.parts import parts


@dataclass(frozen=True)
class Checked:
    """A section as it will be sent: its answers in words, what is unusual, and what is missing."""

    section: Section
    address: str
    rows: list[AnswerRow]
    problems: list[dict[str, str]]
    hints: list[Item]


@blueprint.get("/tasks/<uuid:user_task_id>/check")
@permit("user_task.work", facts)
def check(user_task_id: UUID) -> ResponseReturnValue:
    """Every answer once more, with what is missing, before it is sent."""
    opened = load(user_task_id)
    if not opened.waits_for(g.actor.person) or not opened.asks:
        return redirect(url_for("inbox.user_task", user_task_id=user_task_id))
    return _check_page(opened, _bound(opened))


@blueprint.post("/tasks/<uuid:user_task_id>/check")
@permit("user_task.work", facts)
def submit(user_task_id: UUID) -> ResponseReturnValue:
    """Send the answers. Refused answers show the page again; a lost race shows who was faster."""
    opened = load(user_task_id)
    if not opened.waits_for(g.actor.person):
        return closed_page(opened, 409)
    bound = _bound(opened)
    if any(b.problems for b in bound):
        return _check_page(opened, bound), 422
    return _complete(opened, opened.stored({b.section.key: b.answers for b in bound}))


def _complete(opened: Opened, answers: dict[str, object]) -> ResponseReturnValue:
    identity, seen = opened.row.id, request.form.get("seen", type=int, default=opened.row.version)
    try:
        parts().engine.complete(identity, answers, by=g.actor.person, seen=seen)
    except (AlreadyDone, NotAllowed):
        keep_words(parts(), opened, g.actor.person)
        return closed_page(load(identity), 409)
    except OutOfDate:
        keep_words(parts(), opened, g.actor.person)
        return render_template("inbox/changed.html", opened=opened), 409
    except AnswersRefused as refused:
        keep_words(parts(), opened, g.actor.person)
        return _check_page(opened, _bound(opened), [str(p) for p in refused.problems]), 422
    return redirect(url_for("inbox.done", user_task_id=identity), 303)


@blueprint.get("/tasks/<uuid:user_task_id>/done")
@permit("user_task.read", facts)
def done(user_task_id: UUID) -> ResponseReturnValue:
    """It is sent: the reference, what happens next and who will see it."""
    opened = load(user_task_id)
    if opened.row.completed_by != g.actor.person:
        return redirect(url_for("inbox.user_task", user_task_id=user_task_id))
    return render_template("inbox/done.html", opened=opened)


def _bound(opened: Opened) -> list[Bound]:
    return [opened.bound(section, validate=True) for section in opened.sections]


def _check_page(opened: Opened, bound: list[Bound], refused: list[str] | None = None) -> str:
    checked = [_checked(opened, b) for b in bound]
    problems = [{"text": text} for text in refused or []]
    problems += [p for one in checked for p in one.problems]
    return render_template("inbox/check.html", opened=opened, checked=checked, problems=problems)


def _checked(opened: Opened, bound: Bound) -> Checked:
    section, identity = bound.section, opened.row.id
    address = url_for("inbox.user_task", user_task_id=identity)
    if not opened.form.single:
        address = url_for("inbox.section", user_task_id=identity, key=section.key)
    rows = bound.rows
    asked = {i.component.key for outer in bound.items for i in outer.walk() if not i.hidden}
    rows = [row for row in rows if row.text or row.rows or (row.required and row.field in asked)]
    problems = [{"text": p.sentence, "href": f"{address}#{p.anchor}"} for p in bound.problems]
    return Checked(section, address, rows, problems, [h for h in bound.hints if not h.hidden])
