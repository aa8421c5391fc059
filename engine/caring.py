"""What an administrator can do about incidents beside trying again: care for them."""

from __future__ import annotations

from uuid import UUID

from engine.commands.care.assign import assign
from engine.commands.care.note import note
from engine.commands.care.resolve import Closed, resolve, resolve_all
from engine.context import Context


class Caring:
    """One method for each act, each one transaction with a line in the audit log; the refusals
    are in the docstrings of engine/commands/care."""

    def __init__(self, context: Context, *, by: str) -> None:
        self._context, self._by = context, by

    def assign(self, cause: str, person: str | None, *, seen: str | None = None) -> None:
        """Say who looks after a cause; None for nobody."""
        assign(self._context, cause, person, by=self._by, seen=seen)

    def note(self, cause: str, words: str) -> UUID:
        """Keep what was found out about a cause; the id of the note."""
        return note(self._context, cause, words, by=self._by)

    def resolve(self, incident_id: UUID, *, reason: str) -> None:
        """Close an incident by hand."""
        resolve(self._context, incident_id, by=self._by, reason=reason)

    def resolve_all(self, cause: str, *, reason: str) -> Closed:
        """Close those of a cause that may be; how many were, and how many stay."""
        return resolve_all(self._context, cause, by=self._by, reason=reason)
