"""One thing that waits in a play, asked as staff or a service would be asked, and done."""

from __future__ import annotations

from uuid import UUID

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.errors import PlumblineError
from engine.rehearsal import Place
from forms import Bound
from web.access.permission import permit
from web.parts import parts
from web.studio.opened import heading, opened
from web.studio.play import asking
from web.studio.play.questions import Questions, questions_of
from web.studio.play.recording import path_of, recorded
from web.studio.play.routes import PLAY, blueprint, go_on, page, scene_at
from web.studio.play.scene import Scene

DO = f"{PLAY}/do/<kind>/<element>/<int:which>"
ASKED = ("user_task", "service", "message", "signal")
GONE = "That does not wait there any more."


@blueprint.get(DO)
@permit("studio.read")
def ask(change_id: UUID, play_id: UUID, kind: str, element: str, which: int) -> ResponseReturnValue:
    """The form of what waits, with proposed answers."""
    scene, place = _found(change_id, play_id, kind, element, which)
    if place is None:
        return redirect(url_for("studio_play.play", change_id=change_id, play_id=play_id))
    questions = questions_of(scene, place, {})
    if questions:
        return _form_page(change_id, scene, place, questions, questions.bound(questions.section))
    return _values_page(change_id, scene, place, asking.proposed(scene, place))


@blueprint.post(DO)
@permit("studio.read")
def do(change_id: UUID, play_id: UUID, kind: str, element: str, which: int) -> ResponseReturnValue:
    """Do it; or go on to the next section of its form; or say what is wrong."""
    scene, place = _found(change_id, play_id, kind, element, which)
    if place is None:
        return page(opened(change_id), play_id, GONE), 409
    questions = questions_of(scene, place, request.form)
    if questions:
        return _form(change_id, scene, place, questions)
    sent = asking.sent(scene, place, request.form)
    if sent.read is None:
        return _values_page(change_id, scene, place, sent), 422
    return go_on(change_id, play_id, asking.step_of(place, sent.read, request.form))


@blueprint.post(f"{PLAY}/record")
@permit("studio.edit")
def record(change_id: UUID, play_id: UUID) -> ResponseReturnValue:
    """Write the play into the change as a scenario."""
    scene, who = scene_at(change_id, play_id), g.actor.person
    name, title = (request.form.get(field, "").strip() for field in ("name", "title"))
    try:
        path = path_of(name, scene)
        content = recorded(scene, title[:200] or name)
        # One of that name may have been there and be deleted: then its edition is not 0.
        seen = parts().changes.file(change_id, path)[1]
        parts().changes.write(change_id, path, content, by=who, seen=seen)
    except PlumblineError as refused:
        return page(opened(change_id), play_id, str(refused)), 422
    flash(f"The play is the scenario {name} of this change now.")
    return redirect(url_for("studio_scenarios.overview", change_id=change_id), 303)


def _form(change_id: UUID, scene: Scene, place: Place, questions: Questions) -> ResponseReturnValue:
    bound = questions.take(request.form)
    if bound.problems or bound.row_action:
        shown = _form_page(change_id, scene, place, questions, bound)
        return shown, 200 if bound.row_action else 422
    if request.form.get("_action") == "next" and not questions.last:
        questions.number += 1
        following = questions.bound(questions.section)
        return _form_page(change_id, scene, place, questions, following)
    answers = questions.answers()
    if answers is None:
        wrong = questions.bound(questions.section, check=True)
        return _form_page(change_id, scene, place, questions, wrong), 422
    step = {**asking.named(place), "answers": answers, **asking.by(request.form, place)}
    return go_on(change_id, scene.row.id, step)


def _found(
    change_id: UUID, play_id: UUID, kind: str, element: str, which: int
) -> tuple[Scene, Place | None]:
    scene = scene_at(change_id, play_id)
    return scene, scene.place(kind, element, which) if kind in ASKED else None


def _form_page(
    change_id: UUID, scene: Scene, place: Place, questions: Questions, bound: Bound
) -> str:
    return render_template(
        "studio/play/form.html", scene=scene, place=place, questions=questions, bound=bound,
        by=request.form.get("by", asking.usual(place)), seen=len(scene.row.steps),
        **heading(opened(change_id)),
    )  # fmt: skip


def _values_page(change_id: UUID, scene: Scene, place: Place, asked: asking.Asked) -> str:
    return render_template(
        "studio/play/values.html", scene=scene, place=place, asked=asked, sent=request.form,
        by=request.form.get("by", asking.usual(place)), seen=len(scene.row.steps),
        **heading(opened(change_id)),
    )  # fmt: skip
