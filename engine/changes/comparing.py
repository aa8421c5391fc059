"""The files of a change against those it was begun from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.bundle import Bundle
from engine.changes.model import FileView, Mark
from engine.tables import Change, ChangeEdit, ChangeFile


def files(session: Session, row: Change, base: Bundle, now: Bundle) -> list[FileView]:
    """Every file there is or was, by path."""
    told, by_path = _last_written(session, row), {**base.files, **now.files}
    found = []
    for path in sorted(by_path):
        edition, by, at = told.get(path, (0, None, None))
        size = len(by_path[path])
        found.append(FileView(path, mark(base.files, now.files, path), edition, size, by, at))
    return found


def mark(base: Mapping[str, bytes], now: Mapping[str, bytes], path: str) -> Mark:
    """What became of a file since the change was begun."""
    if path not in base:
        return "added"
    if path not in now:
        return "deleted"
    return "" if base[path] == now[path] else "changed"


def _last_written(session: Session, row: Change) -> dict[str, tuple[int, str, datetime]]:
    same = (
        (ChangeEdit.tenant_id == ChangeFile.tenant_id)
        & (ChangeEdit.change_id == ChangeFile.change_id)
        & (ChangeEdit.path == ChangeFile.path)
        & (ChangeEdit.number == ChangeFile.edition)
    )
    query = select(ChangeFile.path, ChangeFile.edition, ChangeEdit.by, ChangeEdit.at).join(
        ChangeEdit, same
    )
    mine = query.where(ChangeFile.tenant_id == row.tenant_id, ChangeFile.change_id == row.id)
    return {path: (edition, by, at) for path, edition, by, at in session.execute(mine)}
