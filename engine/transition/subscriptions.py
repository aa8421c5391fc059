"""Subscriptions: a row for each position that waits for a message or a signal."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Delete, bindparam, delete

from engine.database import Base, insert_rows
from engine.model import MessageWait, SignalWait
from engine.tables import MessageSubscription, SignalSubscription
from engine.transition.change import Change, added, removed


def _these(table: Any) -> Delete:
    gone = table.c.id.in_(bindparam("gone", expanding=True))
    return delete(table).where(table.c.tenant_id == bindparam("of"), gone)


_GONE: dict[type[Base], Delete] = {
    table: _these(table.__table__) for table in (MessageSubscription, SignalSubscription)
}


def write(change: Change) -> None:
    """Delete what is gone or waits under another key, insert what is new."""
    before, after = change.before.waits, change.after.waits
    _forget(change, MessageSubscription, removed(before.messages, after.messages))
    _forget(change, SignalSubscription, removed(before.signals, after.signals))
    messages = [_message(change, wait) for wait in added(before.messages, after.messages)]
    insert_rows(change.session, MessageSubscription, messages)
    signals = [_signal(change, wait) for wait in added(before.signals, after.signals)]
    insert_rows(change.session, SignalSubscription, signals)


def _forget(change: Change, table: type[Base], gone: list[UUID]) -> None:
    if gone:
        change.session.execute(_GONE[table], {"of": change.tenant, "gone": gone})


def _message(change: Change, wait: MessageWait) -> dict[str, Any]:
    return {**_row(change, wait), "message": wait.message, "key": wait.key}


def _signal(change: Change, wait: SignalWait) -> dict[str, Any]:
    return {**_row(change, wait), "signal": wait.signal}


def _row(change: Change, wait: MessageWait | SignalWait) -> dict[str, Any]:
    return {
        "tenant_id": change.tenant,
        "id": wait.task_id,
        "instance_id": change.row.id,
        "element_id": wait.element_id,
        "created_at": change.now,
    }
