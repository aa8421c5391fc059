"""One file of a change: what it was and by whom, undone and done again, used where, deleted."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.changes import ChangeConflict, ChangeRefused, HeldByAnother
from web.access.permission import permit
from web.inbox.lost import name_of
from web.parts import parts
from web.studio import naming
from web.studio.editors import editor_of
from web.studio.opened import heading, opened
from web.studio.saving import Refused, seen, told
from web.studio.uses import uses

ABOUT = "/studio/changes/<uuid:change_id>/about/<path:path>"
DONE = {"undo": "Undone.", "redo": "Done again.", "delete": "Deleted. Undo brings it back."}


def add_to(blueprint: Blueprint) -> None:
    """Add these pages."""
    blueprint.add_url_rule(ABOUT, "about_file", about_file)
    blueprint.add_url_rule(ABOUT, "do_with_file", do_with_file, methods=["POST"])


@permit("studio.read")
def about_file(change_id: UUID, path: str) -> ResponseReturnValue:
    """What was done to a file, and where it is used."""
    return _page(change_id, path)


@permit("studio.edit")
def do_with_file(change_id: UUID, path: str) -> ResponseReturnValue:
    """Undo, do again, or delete."""
    what, changes, person = request.form.get("do", ""), parts().changes, g.actor.person
    try:
        if what == "undo":
            changes.undo(change_id, path, by=person)
        elif what == "redo":
            changes.redo(change_id, path, by=person)
        elif what == "delete":
            changes.write(change_id, path, None, by=person, seen=seen(path))
        else:
            abort(422)
    except (ChangeConflict, HeldByAnother, ChangeRefused) as no:
        refused = told(no)
        return _page(change_id, path, refused), refused.status
    flash(DONE[what])
    return redirect(url_for("studio.about_file", change_id=change_id, path=path), 303)


def _page(change_id: UUID, path: str, refused: Refused | None = None) -> str:
    changes = parts().changes
    content, edition = changes.file(change_id, path)
    edits = [edit for edit in changes.edits(change_id) if edit.path == path]
    if content is None and not edits:
        abort(404)
    return render_template(
        "studio/about.html",
        path=path,
        title=naming.title(path, content or b""),
        gone=content is None,
        edition=edition,
        edits=edits[::-1],
        turns=changes.turns(change_id, path),
        uses=uses(changes.bundle(change_id), path) if content is not None else [],
        editor_of=editor_of,
        name_of=name_of,
        refused=refused,
        **heading(opened(change_id)),
    )
