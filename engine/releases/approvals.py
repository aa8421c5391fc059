"""Approvals: asked for by one person, given by others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from engine.changes import Changes, rows
from engine.commands.deploy import require_sound
from engine.context import Context
from engine.releases import asking, deciding, standing
from engine.releases.model import RENAMED, ApprovalView, ReleaseRefused
from engine.releases.reading import Reading
from engine.releases.telling import Telling

T = TypeVar("T")


class Approvals(Reading):
    """Who approves what. `may_approve` are the groups whose members approve."""

    def __init__(
        self,
        context: Context,
        changes: Changes,
        may_approve: Iterable[str],
        telling: Telling,
        woken: Callable[[], None],
    ) -> None:
        super().__init__(context)
        self._changes, self._may_approve = changes, frozenset(may_approve)
        self._telling, self._woken = telling, woken

    def approval(self, change_id: UUID) -> ApprovalView | None:
        """The latest approval of a change, as it stands now; None when nobody ever asked."""
        with self._context.database.read() as session:
            change = rows.change(session, self._context.tenant, change_id)
            return standing.of_change(session, change)

    def ask(self, change_id: UUID, *, by: str, note: str, emergency: str = "") -> UUID:
        """Ask others to approve exactly what the change holds now. `emergency` is the reason.

        Everybody who may approve it gets a letter.
        """
        bundle, change = self._changes.bundle(change_id), self._changes.view(change_id)
        require_sound(self._context, bundle)
        if bundle.key != change.bundle_key:
            raise ReleaseRefused(RENAMED, "Write the key it was begun with.")
        told = (change_id, bundle.digest, by, note.strip(), emergency.strip())

        def work(session: Session) -> UUID:
            found = asking.ask(session, self._context, *told)
            self._telling.asked(session, found, change.title)
            return found.id

        return self._transact(work)

    def decide(
        self, approval_id: UUID, *, by: str, digest: str, note: str, approve: bool
    ) -> ApprovalView:
        """Approve the content that was shown, or send it back: whoever made the change gets a
        letter when that is decided. NotAllowed for whoever asked or touched the change, and for
        whoever holds no role that approves."""
        able = not self._may_approve.isdisjoint(self._context.groups_of(by))
        said = deciding.Decision(approval_id, by, able, digest, note.strip(), approve)

        def work(session: Session) -> ApprovalView:
            found = deciding.decide(session, self._context, said)
            title = rows.change(session, self._context.tenant, found.change_id).title
            self._telling.answered(session, found, title, by)
            return found

        return self._transact(work)

    def _transact(self, work: Callable[[Session], T]) -> T:
        done = self._context.database.transact(work)
        self._woken()
        return done
