"""The change a page is about, and who may write in it."""

from __future__ import annotations

from uuid import UUID

from flask import g

from engine.changes import ChangeView
from web.access.decision import decide
from web.inbox.lost import name_of
from web.parts import parts
from web.studio import naming


def opened(change_id: UUID) -> ChangeView:
    """The change of this id. NotFound, and so a page not found, when there is none."""
    return parts().changes.view(change_id)


def may_edit(change: ChangeView) -> bool:
    """Whether the person may write in it: it is open, and they have a role that edits."""
    return change.open and decide(g.actor, "studio.edit").allowed


def heading(change: ChangeView, path: str = "") -> dict[str, object]:
    """What `studio/change_layout.html` needs: pass it on with `**heading(change)`. With a path
    also what its file is called, for the heading of the page."""
    known = {"change": change, "editable": may_edit(change), "begun_by": name_of(change.begun_by)}
    return known | ({"file_title": called(change.id, path)} if path else {})


def called(change_id: UUID, path: str) -> str:
    """What a file of a change is about, in its owner's words."""
    content, _ = parts().changes.file(change_id, path)
    return naming.title(path, content or b"")
