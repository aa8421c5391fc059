"""Saving one step: done to the file as it is now, refused only when the step itself has changed."""

from __future__ import annotations

import hashlib
from uuid import UUID

from flask import abort

from engine.changes import ChangeConflict, ChangeRefused, HeldByAnother
from engine.editing.diagrams import Drawing, EditRefused
from web.inbox.lost import name_of
from web.parts import parts
from web.studio.outline.applying import Sent, apply
from web.studio.saving import SEEN
from web.words import moment

TRIES = 3
MEANWHILE = "Somebody changed this step after you opened this page."
AGAIN = "What you wrote is still below. Open the step in another tab to compare, then save again."


class NotSaved(EditRefused):
    """Nothing is wrong with what was asked for: others were faster, or have the file in hand."""

    field = "name"


def mark(drawing: Drawing, id: str) -> str:
    """A short name for what a step and its edge say, to tell whether it was changed since."""
    said = (drawing.facts(id), [event.id for event in drawing.meanwhile(id)])
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def seen_field(path: str) -> str:
    """The hidden field that says what the step was when the page was made."""
    return f"{SEEN}:{path}"


def loaded(change_id: UUID, path: str) -> tuple[Drawing, int]:
    """The diagram and its edition. Raises EditRefused when it cannot be read as one."""
    content, edition = parts().changes.file(change_id, path)
    if content is None or not path.endswith(".bpmn"):
        abort(404)
    return Drawing(content, path), edition


def save(change_id: UUID, path: str, id: str, sent: Sent, by: str) -> str:
    """Do what was sent; where to go back to. Raises EditRefused, and then nothing was saved."""
    for _ in range(TRIES):
        drawing, edition = loaded(change_id, path)
        if sent.get(seen_field(path)) != mark(drawing, id):
            raise NotSaved(MEANWHILE, AGAIN)
        back = apply(drawing, id, sent)
        try:
            parts().changes.write(change_id, path, drawing.content(), by=by, seen=edition)
        except ChangeConflict as refused:
            # The whole file was kept aside; this step is done to the newer one instead.
            if refused.aside is not None:
                parts().changes.settle(change_id, refused.aside, path, by=by)
            continue
        except (HeldByAnother, ChangeRefused) as refused:
            raise _words(refused) from refused
        return back
    raise NotSaved("Others saved this diagram at the same moment.", "Save again.")


def _words(refused: HeldByAnother | ChangeRefused) -> EditRefused:
    if isinstance(refused, ChangeRefused):
        return EditRefused(refused.sentence, refused.remedy)
    who = name_of(refused.by)
    sentence = f"{who} has had this diagram open since {moment(refused.since)}."
    return NotSaved(sentence, "Save again when they have closed it, or take it over there.")
