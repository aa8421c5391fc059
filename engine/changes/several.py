"""Several files that were read and are written together: all of them, or none."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from engine.changes import limits, writing
from engine.changes.model import ChangeRefused, SeveralRefused
from engine.changes.recent import Recent
from engine.tables import Change

# By path: what is to be written, and the edition at which the file was read.
Read = Mapping[str, tuple[bytes | None, int]]


def wrong(files: Read) -> dict[str, ChangeRefused]:
    """What cannot be written wherever it is, by path."""
    found = {}
    for path, (content, _) in files.items():
        try:
            limits.refuse_files({path: content})
        except ChangeRefused as no:
            found[path] = no
    return found


def save(
    session: Session, recent: Recent, row: Change, files: Read, pen: writing.Pen,
    wrong: Mapping[str, ChangeRefused],
) -> int | SeveralRefused:  # fmt: skip
    """Write them as one edit. What is refused is put aside, which must be committed: so the
    refusal is returned."""
    told = (
        writing.refusal(session, recent, row, path, content, pen, seen)
        for path, (content, seen) in files.items()
        if path not in wrong
    )
    if refused := [*wrong.values(), *(no for no in told if no is not None)]:
        return SeveralRefused(refused)
    new = {path: content for path, (content, _) in files.items()}
    return writing.write(session, recent, row, new, pen)
