"""Approvals: asked for by one person, given by others."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from engine.changes import Changes, rows
from engine.commands.deploy import require_sound
from engine.context import Context
from engine.releases import asking, deciding, standing
from engine.releases.model import RENAMED, ApprovalView, ReleaseRefused
from engine.releases.reading import Reading


class Approvals(Reading):
    """Who approves what. `may_approve` are the groups whose members approve."""

    def __init__(self, context: Context, changes: Changes, may_approve: Iterable[str]) -> None:
        super().__init__(context)
        self._changes, self._may_approve = changes, frozenset(may_approve)

    def approval(self, change_id: UUID) -> ApprovalView | None:
        """The latest approval of a change, as it stands now; None when nobody ever asked."""
        with self._context.database.read() as session:
            change = rows.change(session, self._context.tenant, change_id)
            return standing.of_change(session, change)

    def ask(self, change_id: UUID, *, by: str, note: str, emergency: str = "") -> UUID:
        """Ask others to approve exactly what the change holds now. `emergency` is the reason."""
        bundle = self._changes.bundle(change_id)
        require_sound(self._context, bundle)
        if bundle.key != self._changes.view(change_id).bundle_key:
            raise ReleaseRefused(RENAMED, "Write the key it was begun with.")
        told = (change_id, bundle.digest, by, note.strip(), emergency.strip())
        return self._context.database.transact(lambda s: asking.ask(s, self._context, *told))

    def decide(
        self, approval_id: UUID, *, by: str, digest: str, note: str, approve: bool
    ) -> ApprovalView:
        """Approve the content that was shown, or send it back. NotAllowed for whoever asked or
        touched the change, and for whoever holds no role that approves."""
        able = not self._may_approve.isdisjoint(self._context.groups_of(by))
        said = deciding.Decision(approval_id, by, able, digest, note.strip(), approve)
        return self._context.database.transact(lambda s: deciding.decide(s, self._context, said))
