"""The change a page is about, and who may write in it."""

from __future__ import annotations

from uuid import UUID

from flask import g

from engine.changes import ChangeView
from web.access.decision import decide
from web.inbox.lost import name_of
from web.parts import parts


def opened(change_id: UUID) -> ChangeView:
    """The change of this id. NotFound, and so a page not found, when there is none."""
    return parts().changes.view(change_id)


def may_edit(change: ChangeView) -> bool:
    """Whether the person may write in it: it is open, and they have a role that edits."""
    return change.open and decide(g.actor, "studio.edit").allowed


def heading(change: ChangeView) -> dict[str, object]:
    """What `studio/change_layout.html` needs: pass it on with `**heading(change)`."""
    return {"change": change, "editable": may_edit(change), "begun_by": name_of(change.begun_by)}
