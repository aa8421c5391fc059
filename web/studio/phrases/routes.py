"""Words found everywhere in a change, and replaced where they are ticked."""

from __future__ import annotations

from itertools import groupby
from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.changes import ChangeConflict, ChangeRefused, ChangeView, HeldByAnother
from engine.editing.phrases import Place, find, replace
from web.access.permission import permit
from web.parts import parts
from web.studio.opened import called, heading, opened
from web.studio.saving import Refused, told
from web.words import count

blueprint = Blueprint("studio_phrases", __name__)
AT = "/studio/changes/<uuid:change_id>/phrases"
MOST = 500
MOVED = Refused("This change was edited after you had searched.", "Look again, then replace.", 409)
NOTHING = Refused("No place is ticked.", "Tick the places where the words are to change.", 422)
EMPTY = Refused("The new words are missing.", "Write what is to stand there instead.", 422)


@blueprint.get(AT)
@permit("studio.read")
def overview(change_id: UUID) -> ResponseReturnValue:
    """Where the words stand."""
    return _page(opened(change_id), request.args.get("find", ""))


@blueprint.post(AT)
@permit("studio.edit")
def put(change_id: UUID) -> ResponseReturnValue:
    """Replace them at the ticked places, all in one edit."""
    change, phrase = opened(change_id), request.form.get("find", "")
    ticked = [tuple(one.rsplit("#", 1)) for one in request.form.getlist("place")]
    by = request.form.get("by", "").strip()
    refused = _wrong(change, ticked, by) or _put(change, phrase, by, ticked)
    if refused is not None:
        return _page(change, phrase, by, refused), refused.status
    flash(f"Replaced in {count(len(ticked), 'place')}.")
    return redirect(url_for(".overview", change_id=change_id, find=by), 303)


def _wrong(change: ChangeView, ticked: list[tuple[str, ...]], by: str) -> Refused | None:
    if request.form.get("digest") != change.digest:
        return MOVED
    return NOTHING if not ticked else None if by else EMPTY


def _put(
    change: ChangeView, phrase: str, by: str, ticked: list[tuple[str, ...]]
) -> Refused | None:  # fmt: skip
    files = parts().changes.bundle(change.id).files
    known = {(one.path, str(one.number)) for one in find(files, phrase)}
    if not known.issuperset(ticked):
        return MOVED
    new = {
        path: replace(path, files[path], phrase, by, {int(number) for _, number in some})
        for path, some in groupby(sorted(ticked), key=lambda one: one[0])
    }
    try:
        return _written(change, new, f"“{phrase}” became “{by}”")
    except (ChangeConflict, HeldByAnother, ChangeRefused) as no:
        return told(no)


def _written(change: ChangeView, new: dict[str, bytes], note: str) -> Refused | None:
    """Write while nobody else can: what was searched must be what is written over."""
    changes, person = parts().changes, g.actor.person
    mine = {hold.path for hold in changes.holds(change.id) if hold.by == person}
    for path in new:
        changes.hold(change.id, path, by=person)
    try:
        if changes.view(change.id).digest != change.digest:
            return MOVED
        changes.write_many(change.id, new, by=person, note=note)
    finally:
        for path in set(new) - mine:
            changes.release_hold(change.id, path, by=person)
    return None


def _page(
    change: ChangeView, phrase: str, by: str = "", refused: Refused | None = None
) -> str:  # fmt: skip
    places = find(parts().changes.bundle(change.id).files, phrase)
    shown = _by_file(places[:MOST])
    return render_template(
        "studio/phrases.html",
        phrase=phrase,
        by=by,
        refused=refused,
        shown=shown,
        titles={path: called(change.id, path) for path, _ in shown},
        total=len(places),
        most=MOST,
        ticked=request.form.getlist("place"),
        **heading(change),
    )


def _by_file(places: list[Place]) -> list[tuple[str, list[Place]]]:
    return [(path, list(some)) for path, some in groupby(places, key=lambda one: one.path)]
