"""The one door to changes. Every method is one transaction; `by` is a person id."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine import tables
from engine.bundle import Bundle
from engine.changes import (
    beginning,
    catching_up,
    comparing,
    ending,
    holding,
    limits,
    rows,
    several,
    undoing,
    writing,
)
from engine.changes.judging import Judge
from engine.changes.model import ChangeView, Edit, FileView, Hold, SeveralRefused, Turns
from engine.changes.recent import Recent
from engine.context import Context
from engine.errors import NotFound
from engine.model import Finding

T = TypeVar("T")


class Changes:
    """The changes of one installation. NotFound for a change there is not; ChangeRefused, with
    what to do about it, for what cannot be done to one. Nothing written is ever overwritten."""

    def __init__(self, context: Context) -> None:
        self._context, self._recent = context, Recent()
        self._judge = Judge(context)

    def begin(
        self, bundle_key: str, title: str, *, by: str, deployment_id: UUID | None = None
    ) -> UUID:
        """Begin a change of what is in force, or of that version; its id."""
        told = (self._context, bundle_key, title, by, deployment_id)
        return self._context.database.transact(lambda s: beginning.begin(s, *told).id)

    def begin_with(
        self, bundle_key: str, title: str, files: writing.Files, *, by: str, note: str = ""
    ) -> UUID:
        """Begin a change that holds these files, checked as a bundle's are; its id."""
        limits.refuse_files(files)
        told = (self._context, self._recent, bundle_key, title, files, self._pen(by, note))
        return self._context.database.transact(lambda s: beginning.begin_with(s, *told).id)

    def view(self, change_id: UUID) -> ChangeView:
        """The change as it is now."""
        with self._context.database.read() as session:
            return rows.views(session, self._tenant, [self._row(session, change_id)])[0]

    def all(self, bundle_key: str | None = None, open_only: bool = True) -> list[ChangeView]:
        """The changes, the latest first; of one bundle, and those that have ended, if asked."""
        query = select(tables.Change).where(tables.Change.tenant_id == self._tenant)
        if bundle_key is not None:
            query = query.where(tables.Change.bundle_key == bundle_key)
        if open_only:
            query = query.where(tables.Change.state == "open")
        with self._context.database.read() as session:
            found = session.scalars(query.order_by(tables.Change.begun_at.desc())).all()
            return rows.views(session, self._tenant, found)

    def bundle(self, change_id: UUID) -> Bundle:
        """The bundle the change makes now."""
        with self._context.database.read() as session:
            return self._recent.bundle(session, self._row(session, change_id))

    def base(self, change_id: UUID) -> Bundle:
        """The bundle it was begun from; one without files when it was brought in."""
        with self._context.database.read() as session:
            return self._recent.base(session, self._row(session, change_id))

    def file(self, change_id: UUID, path: str) -> tuple[bytes | None, int]:
        """A file, None when there is none, and its edition (0: as the change was begun)."""
        with self._context.database.read() as session:
            row = self._row(session, change_id)
            known = rows.file_of(session, row, path)
            content = self._recent.bundle(session, row).files.get(path)
            return content, known.edition if known else 0

    def files(self, change_id: UUID) -> list[FileView]:
        """Every file, also the deleted, with what became of it and who wrote it last."""
        with self._context.database.read() as session:
            row = self._row(session, change_id)
            base, now = self._recent.base(session, row), self._recent.bundle(session, row)
            return comparing.files(session, row, base, now)

    def write(
        self, change_id: UUID, path: str, content: bytes | None, *, by: str, seen: int
    ) -> int:
        """Write a file that was read at the edition `seen`; its new edition. None deletes it.

        ChangeConflict when it was written since, HeldByAnother while somebody else has it in
        hand: what was to be written is kept aside then. The same content makes no edition.
        """
        limits.refuse_files({path: content})
        done = self._write(
            change_id,
            lambda s, row: writing.save(s, self._recent, row, path, content, self._pen(by), seen),
        )
        if isinstance(done, Exception):
            raise done
        return done

    def write_each(self, change_id: UUID, files: several.Read, *, by: str, note: str = "") -> int:
        """Write several files, each read at its own edition, as one edit or not at all; the
        change's edition. SeveralRefused names every one that cannot be written."""
        told = (files, self._pen(by, note), several.wrong(files))
        done = self._write(change_id, lambda s, row: several.save(s, self._recent, row, *told))
        if isinstance(done, SeveralRefused):
            raise done
        return done

    def write_many(self, change_id: UUID, files: writing.Files, *, by: str, note: str = "") -> int:
        """Write several files as one edit; its number. HeldByAnother when one is in hand."""
        limits.refuse_files(files)

        def work(session: Session, row: tables.Change) -> int:
            pen = self._pen(by, note)
            for path in files:
                holding.refuse_held(session, row, path, by, pen.at)
            return writing.write(session, self._recent, row, files, pen)

        return self._write(change_id, work)

    def undo(self, change_id: UUID, path: str, *, by: str) -> int:
        """Put back what the file held before its last writing; its new edition."""
        pen = self._pen(by)
        return self._write(change_id, lambda s, row: undoing.undo(s, self._recent, row, path, pen))

    def redo(self, change_id: UUID, path: str, *, by: str) -> int:
        """Put back what was undone last; the file's new edition."""
        pen = self._pen(by)
        return self._write(change_id, lambda s, row: undoing.redo(s, self._recent, row, path, pen))

    def turns(self, change_id: UUID, path: str) -> Turns:
        """Whether there is anything to undo or to redo in a file."""
        with self._context.database.read() as session:
            return undoing.turns(session, self._row(session, change_id), path)

    def hold(self, change_id: UUID, path: str, *, by: str, take_over: bool = False) -> Hold:
        """Take a file in hand, or say that one still has it: it is lost after 100 seconds of
        silence. HeldByAnother, unless it is taken over."""
        limits.refuse_path(path)
        now = self._context.now()
        return self._write(change_id, lambda s, row: holding.take(s, row, path, by, now, take_over))

    def release_hold(self, change_id: UUID, path: str, *, by: str) -> None:
        """Put a file down."""
        self._context.database.transact(
            lambda s: holding.release(s, self._row(s, change_id), path, by)
        )

    def holds(self, change_id: UUID) -> Sequence[Hold]:
        """Which files are in hand now."""
        with self._context.database.read() as session:
            return holding.all_of(session, self._row(session, change_id), self._context.now())

    def edits(self, change_id: UUID) -> list[Edit]:
        """Everything done in the change, the first first; what was put aside too."""
        with self._context.database.read() as session:
            row = self._row(session, change_id)
            return [rows.edit_view(one) for one in rows.edits(session, self._tenant, row.id)]

    def content(self, change_id: UUID, number: int, path: str) -> bytes | None:
        """What an edit put into a file, or aside; of number 0, what it was begun with."""
        with self._context.database.read() as session:
            row = self._row(session, change_id)
            if number and session.get(tables.ChangeEdit, (*_key(row), number, path)) is None:
                raise NotFound("There is no such edit.")
            return undoing.content_of(session, self._recent, row, path, number)

    def settle(self, change_id: UUID, number: int, path: str, *, by: str) -> None:
        """Say that what was put aside is dealt with: it stays, but is offered no more."""

        def work(session: Session) -> None:
            key = (*_key(self._row(session, change_id)), number, path)
            found = session.get(tables.ChangeEdit, key)
            if found is None or not found.aside:
                raise NotFound("There is nothing put aside of that number.")
            found.settled_by = found.settled_by or by

        self._context.database.transact(work)

    def behind(self, change_id: UUID) -> catching_up.Behind | None:
        """What came into force since the change was begun; None when nothing did."""
        with self._context.database.read() as session:
            return catching_up.behind(session, self._recent, self._row(session, change_id))

    def catch_up(self, change_id: UUID, *, by: str) -> None:
        """Take what came into force since. ChangeRefused when a file was changed on both sides."""
        pen = self._pen(by)
        self._write(change_id, lambda s, row: catching_up.catch_up(s, self._recent, row, pen))

    def abandon(self, change_id: UUID, *, by: str, reason: str) -> None:
        """Give a change up: it can be read, and begun from again, but not edited."""
        told = (self._context, by, reason)
        self._write(change_id, lambda s, row: ending.abandon(s, row, *told))

    def mark_deployed(self, session: Session, change_id: UUID, deployment_id: UUID) -> None:
        """Say, in the transaction that deploys it, what became of a change."""
        ending.deployed(session, rows.locked(session, self._tenant, change_id), deployment_id)

    def findings(self, change_id: UUID) -> Sequence[Finding]:
        """What the deployment would say, all of it; kept for the same content."""
        return self._judge.findings(*self._judged(change_id))

    def checked(self, change_id: UUID) -> Sequence[Finding] | None:
        """The findings if this content was judged lately; None, at once, if it was not."""
        return self._judge.known(*self._judged(change_id))

    def _judged(self, change_id: UUID) -> tuple[Bundle, str | None]:
        with self._context.database.read() as session:
            row = self._row(session, change_id)
            key = row.bundle_key if row.base_id is not None else None
            return self._recent.bundle(session, row), key

    @property
    def _tenant(self) -> str:
        return self._context.tenant

    def _row(self, session: Session, change_id: UUID) -> tables.Change:
        return rows.change(session, self._tenant, change_id)

    def _pen(self, by: str, note: str = "") -> writing.Pen:
        return writing.Pen(by, self._context.now(), note)

    def _write(self, change_id: UUID, work: Callable[[Session, tables.Change], T]) -> T:
        def whole(session: Session) -> T:
            return work(session, rows.locked(session, self._tenant, change_id))

        return self._context.database.transact(whole)


def _key(row: tables.Change) -> tuple[str, UUID]:
    return row.tenant_id, row.id
