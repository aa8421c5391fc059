"""Throw a draft away."""

from __future__ import annotations

from uuid import UUID

from engine.answers import drop_draft
from engine.context import Context


def discard_draft(context: Context, user_task_id: UUID, *, by: str) -> None:
    """Forget the person's own draft; nothing happens when there is none."""
    context.database.transact(lambda session: drop_draft(session, context.tenant, user_task_id, by))
