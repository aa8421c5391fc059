"""Writing files of a change: into it, or aside when somebody else was there first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.bundle import Bundle
from engine.changes import contents, holding, limits, rows
from engine.changes.model import ChangeConflict, ChangeRefused, HeldByAnother
from engine.changes.recent import Recent
from engine.database import insert_rows, upsert
from engine.tables import Change, ChangeEdit, ChangeFile

Files = Mapping[str, bytes | None]


@dataclass(frozen=True)
class Pen:
    """Who writes, when, and what for."""

    by: str
    at: datetime
    note: str = ""


@dataclass(frozen=True)
class Turn:
    """What an edit does to a file: `what` in a word, and the edit it shows (0: as begun)."""

    what: str
    content: bytes | None
    shows: int | None = None


def save(
    session: Session, recent: Recent, row: Change, path: str, content: bytes | None, pen: Pen,
    seen: int,
) -> int | HeldByAnother | ChangeConflict:  # fmt: skip
    """Write one file that was read at the edition `seen`; its new edition.

    What cannot be written is kept aside, which must be committed: so the refusal is returned.
    """
    refused = refusal(session, recent, row, path, content, pen, seen)
    if refused is not None:
        return refused
    write(session, recent, row, {path: content}, pen)
    known = rows.file_of(session, row, path)
    return known.edition if known else 0


def refusal(
    session: Session, recent: Recent, row: Change, path: str, content: bytes | None, pen: Pen,
    seen: int,
) -> HeldByAnother | ChangeConflict | None:  # fmt: skip
    """Why a file that was read at the edition `seen` cannot be written; None when it can, or holds
    the same already. What was to be written is put aside then."""
    known = rows.file_of(session, row, path)
    edition = known.edition if known else 0
    if recent.bundle(session, row).files.get(path) == content:
        return None
    held = holding.other(session, row, path, pen.by, pen.at)
    if held is None and edition == seen:
        return None
    aside = put_aside(session, row, path, content, pen)
    if held is not None:
        taken = held.taken_from == pen.by
        return HeldByAnother(holding.hold_of(held), taken=taken, aside=aside)
    last = _last(session, row, path, edition)
    return ChangeConflict(path, last.by, last.at, edition, aside)


def write(session: Session, recent: Recent, row: Change, files: Files, pen: Pen) -> int:
    """Write several files as one edit; its number. What holds the same already is left alone."""
    before = recent.bundle(session, row)
    new = {path: data for path, data in files.items() if before.files.get(path) != data}
    if not new:
        return row.edition
    turns = {path: Turn(_what(before, path, data), data) for path, data in new.items()}
    return turn(session, recent, row, turns, pen)


def turn(session: Session, recent: Recent, row: Change, turns: Mapping[str, Turn], pen: Pen) -> int:
    """Put these contents into the change as one edit; its number."""
    before = recent.bundle(session, row)
    after = {path: one.content for path, one in turns.items()}
    kept = {**before.files, **{path: data for path, data in after.items() if data is not None}}
    files = {path: data for path, data in kept.items() if after.get(path, b"") is not None}
    limits.refuse_bundle(files)
    bundle = Bundle(dict(sorted(files.items())))
    row.edition, row.digest = row.edition + 1, bundle.digest
    for path, one in turns.items():
        _note(session, row, path, one, pen)
    return row.edition


def put_aside(session: Session, row: Change, path: str, content: bytes | None, pen: Pen) -> int:
    """Keep a content that was refused, once for each author; its number."""
    digest = contents.keep(session, row.tenant_id, content)
    mine = (ChangeEdit.change_id == row.id, ChangeEdit.path == path, ChangeEdit.by == pen.by)
    query = select(ChangeEdit.number).where(
        ChangeEdit.tenant_id == row.tenant_id, *mine, ChangeEdit.aside,
        ChangeEdit.settled_by.is_(None), ChangeEdit.content == digest,
    )  # fmt: skip
    if (known := session.scalars(query).first()) is not None:
        return known
    row.edition += 1
    line = _line(row, path, pen, "deleted" if content is None else "saved", digest)
    insert_rows(session, ChangeEdit, [{**line, "aside": True}])
    return row.edition


def _note(session: Session, row: Change, path: str, one: Turn, pen: Pen) -> None:
    digest = contents.keep(session, row.tenant_id, one.content)
    known = rows.file_of(session, row, path)
    shows = row.edition if one.shows is None else one.shows
    line = _line(row, path, pen, one.what, digest)
    line |= {"follows": known.shows if known else 0, "shows": shows}
    insert_rows(session, ChangeEdit, [line])
    now = {"content": digest, "edition": row.edition, "shows": shows}
    file = {"tenant_id": row.tenant_id, "change_id": row.id, "path": path, **now}
    upsert(session, ChangeFile, file, list(now))


def _line(row: Change, path: str, pen: Pen, what: str, digest: str | None) -> dict[str, object]:
    return {
        "tenant_id": row.tenant_id, "change_id": row.id, "number": row.edition, "path": path,
        "by": pen.by, "at": pen.at, "what": what, "note": pen.note, "content": digest,
        "follows": 0, "shows": 0, "aside": False, "settled_by": None,
    }  # fmt: skip


def _what(before: Bundle, path: str, content: bytes | None) -> str:
    if content is None:
        return "deleted"
    return "saved" if path in before.files else "added"


def _last(session: Session, row: Change, path: str, edition: int) -> ChangeEdit:
    """Who wrote the file last. ChangeRefused when nobody did: then `seen` was invented."""
    found = session.get(ChangeEdit, (row.tenant_id, row.id, edition, path))
    if found is None:
        sentence = "It was not read at an edition that this file has had."
        raise ChangeRefused(sentence, "Open the file again.", path)
    return found
