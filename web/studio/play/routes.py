"""A change played by hand: begun, gone on with, undone. Nothing real is touched."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.changes import ChangeView
from engine.errors import BundleRefused, NotFound, OutOfDate, PlumblineError
from web.access.permission import permit
from web.parts import parts
from web.studio.opened import heading, opened
from web.studio.play import keeping, picture
from web.studio.play.scene import Scene, Step, scene_of
from web.studio.play.showing import happened, waiting
from web.studio.play.values import on_clock

blueprint = Blueprint("studio_play", __name__)
HERE = "/studio/changes/<uuid:change_id>/play"
PLAY = f"{HERE}/<uuid:play_id>"


@blueprint.get(PLAY)
@permit("studio.read")
def play(change_id: UUID, play_id: UUID) -> ResponseReturnValue:
    """Where a play stands."""
    return page(opened(change_id), play_id)


@blueprint.post(f"{PLAY}/travel")
@permit("studio.read")
def travel(change_id: UUID, play_id: UUID) -> ResponseReturnValue:
    """Let the clock go on, to the next timer or to a moment."""
    return go_on(change_id, play_id, {"travel": request.form.get("to", "").strip() or "next"})


@blueprint.post(f"{PLAY}/undo")
@permit("studio.read")
def undo(change_id: UUID, play_id: UUID) -> ResponseReturnValue:
    """Take the last step back."""
    scene = scene_at(change_id, play_id)
    done = scene.steps if scene.refused else scene.steps[:-1]
    return _kept(change_id, scene, done)


def go_on(change_id: UUID, play_id: UUID, step: Step) -> ResponseReturnValue:
    """Do one more step of a play, and show it; or why it cannot be done."""
    scene = scene_at(change_id, play_id)
    try:
        scene.stage.do(step)
    except PlumblineError as refused:
        return page(opened(change_id), play_id, str(refused)), 422
    return _kept(change_id, scene, [*scene.steps, step])


def scene_at(change_id: UUID, play_id: UUID) -> Scene:
    """A play as it stands. NotFound when there is none, or it can no longer begin."""
    row = keeping.play_of(change_id, play_id)
    try:
        return scene_of(row, parts().changes.bundle(change_id))
    except PlumblineError as refused:
        raise NotFound(str(refused)) from refused


def page(change: ChangeView, play_id: UUID, refused: str = "") -> str:
    """The page of a play; `refused` is why something could not be done."""
    row = keeping.play_of(change.id, play_id)
    try:
        scene = scene_of(row, parts().changes.bundle(change.id))
    except PlumblineError as error:
        return _broken(change, error)
    return render_template(
        "studio/play/play.html",
        scene=scene,
        played=scene.stage.played(),
        waiting=waiting(scene),
        happened=happened(scene),
        diagram=picture.of(change.id, scene, request.args.get("process", "")),
        now=scene.stage.now,
        clock=on_clock(scene.stage.now),
        refused=refused or request.args.get("refused", ""),
        seen=len(row.steps),
        **heading(change),
    )


def _kept(change_id: UUID, scene: Scene, steps: list[Step]) -> ResponseReturnValue:
    """Write the steps down, and show where the play stands."""
    change = opened(change_id)
    seen = request.form.get("seen", type=int, default=len(scene.row.steps))
    try:
        keeping.keep_steps(scene.row, change.digest, steps, seen)
    except OutOfDate as late:
        return page(change, scene.row.id, str(late)), 409
    return redirect(url_for("studio_play.play", change_id=change_id, play_id=scene.row.id), 303)


def _broken(change: ChangeView, error: PlumblineError) -> str:
    findings = error.findings if isinstance(error, BundleRefused) else []
    sentence = "" if findings else str(error)
    return render_template(
        "studio/play/broken.html", findings=findings, sentence=sentence, **heading(change)
    )
