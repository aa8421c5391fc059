"""Going back and forth through what a file has been, whoever wrote it and however long ago."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.changes import contents, holding, rows, writing
from engine.changes.model import ChangeRefused, Turns
from engine.changes.recent import Recent
from engine.tables import Change, ChangeEdit


def undo(session: Session, recent: Recent, row: Change, path: str, pen: writing.Pen) -> int:
    """Put the content back that the file had before its last writing; its new edition."""
    holding.refuse_held(session, row, path, pen.by, pen.at)
    known = rows.file_of(session, row, path)
    if known is None or known.shows == 0:
        raise ChangeRefused("There is nothing to undo in this file.", "Edit it first.", path)
    target = _edit(session, row, path, known.shows).follows
    return _show(session, recent, row, path, "undone", target, pen)


def redo(session: Session, recent: Recent, row: Change, path: str, pen: writing.Pen) -> int:
    """Put back what was undone last; the file's new edition."""
    holding.refuse_held(session, row, path, pen.by, pen.at)
    target = following(session, row, path)
    if target is None:
        raise ChangeRefused("There is nothing to redo in this file.", "Undo something first.", path)
    return _show(session, recent, row, path, "redone", target, pen)


def turns(session: Session, row: Change, path: str) -> Turns:
    """Whether anything was written that is not undone, and whether anything is undone."""
    known = rows.file_of(session, row, path)
    undo = known is not None and known.shows != 0
    return Turns(undo, following(session, row, path) is not None)


def following(session: Session, row: Change, path: str) -> int | None:
    """The last writing on top of what the file shows now; None when there is none."""
    known = rows.file_of(session, row, path)
    query = select(ChangeEdit.number).where(
        ChangeEdit.tenant_id == row.tenant_id,
        ChangeEdit.change_id == row.id,
        ChangeEdit.path == path,
        ChangeEdit.shows == ChangeEdit.number,
        ChangeEdit.follows == (known.shows if known else 0),
    )
    return session.scalars(query.order_by(ChangeEdit.number.desc()).limit(1)).first()


def _show(
    session: Session, recent: Recent, row: Change, path: str, what: str, target: int,
    pen: writing.Pen,
) -> int:  # fmt: skip
    content = content_of(session, recent, row, path, target)
    turns = {path: writing.Turn(what, content, target)}
    return writing.turn(session, recent, row, turns, pen)


def content_of(
    session: Session, recent: Recent, row: Change, path: str, number: int
) -> bytes | None:
    """What an edit put into a file; of 0, what the file held when the change was begun."""
    if number == 0:
        return recent.base(session, row).files.get(path)
    return contents.read(session, row.tenant_id, _edit(session, row, path, number).content)


def _edit(session: Session, row: Change, path: str, number: int) -> ChangeEdit:
    return session.get_one(ChangeEdit, (row.tenant_id, row.id, number, path))
