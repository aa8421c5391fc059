"""Keeping a person's words: by themselves while they type, and when they press a button."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime

from engine.errors import AlreadyDone, NotAllowed
from web.inbox.opened import COMPLETE, Opened
from web.parts import Parts


def save_section(
    here: Parts,
    opened: Opened,
    key: str,
    words: Mapping[str, object],
    person: str,
    complete: bool | None = None,
) -> datetime:
    """Keep the words of one section beside those of the others. Returns when they were saved.

    `complete` None leaves the mark as it is. NotAllowed and AlreadyDone as the engine raises them.
    """
    mark = None if complete is None else COMPLETE if complete else "started"
    if opened.form.single:
        marks = {**opened.marks, **({key: mark} if mark else {})}
        return here.engine.save_draft(opened.row.id, dict(words), marks, by=person)
    return here.engine.save_section(opened.row.id, key, words, mark, by=person)


def keep_words(here: Parts, opened: Opened, person: str) -> None:
    """Put the draft back as it was before a submission was refused, words and marks."""
    with suppress(AlreadyDone, NotAllowed):
        here.engine.save_draft(
            opened.row.id, opened.stored(opened.words), dict(opened.marks), by=person
        )
