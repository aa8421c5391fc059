"""Message subscriptions: a row for each position that waits for a message."""

from __future__ import annotations

from sqlalchemy import delete

from engine.database import insert_rows
from engine.tables import MessageSubscription
from engine.transition.change import Change, added, removed


def write(change: Change) -> None:
    """Delete what is gone or waits under another key, insert what is new."""
    before, after = change.before.waits.messages, change.after.waits.messages
    gone = removed(before, after)
    if gone:
        which = MessageSubscription.id.in_(gone)
        change.session.execute(
            delete(MessageSubscription).where(MessageSubscription.tenant_id == change.tenant, which)
        )
    rows = [
        {
            "tenant_id": change.tenant,
            "id": wait.task_id,
            "instance_id": change.row.id,
            "element_id": wait.element_id,
            "message": wait.message,
            "key": wait.key,
            "created_at": change.now,
        }
        for wait in added(before, after)
    ]
    insert_rows(change.session, MessageSubscription, rows)
