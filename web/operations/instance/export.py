"""An instance as a file for support: where it is and what happened, and no content at all."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from engine import queries
from engine.spiff import Held, StateUnreadable, contents
from engine.tables import ProcessInstance

MOST_LINES = 10_000
INSTANCE = """id deployment_id process_key business_key status version state_version started_at
    started_by ended_at begun_from history_seq history_digest"""
HISTORY = "seq at kind by element_id type digest"
# Columns that hold no content, of each kind of row that says where the instance is.
WAITING = {
    "activities": "id process_key element_id type reached_at due_at",
    "user_tasks": "id element_id assignee candidate_group state created_at due_at version",
    "jobs": "id kind queue state element_id due_at attempts created_at",
    "messages": "id element_id message created_at",
    "signals": "id element_id signal created_at",
    "incidents": "id element_id kind sentence occurrences created_at",
}


def held(row: ProcessInstance) -> list[Held] | None:
    """The names, kinds and sizes of its variables; None when its state cannot be read."""
    if not row.state:
        return []
    try:
        return contents(row.state)
    except StateUnreadable:
        return None


def exported(session: Session, tenant: str, instance_id: UUID) -> bytes:
    """The instance as JSON: identifiers, names of elements, states and dates."""
    row = queries.instance(session, tenant, instance_id)
    rows = queries.waiting(session, tenant, instance_id)
    lines = queries.history_before(session, tenant, row.id, row.history_seq, MOST_LINES)
    variables = held(row)
    whole = {
        "instance": _columns(row, INSTANCE),
        "state": {"bytes": len(row.state), "readable": variables is not None},
        "variables": [vars(one) for one in variables or ()],
        **{kind: _all(getattr(rows, kind), names) for kind, names in WAITING.items()},
        "history": _all(lines, HISTORY),
    }
    return json.dumps(whole, indent=1, default=str).encode()


def _all(rows: Iterable[Any], names: str) -> list[dict[str, Any]]:
    return [_columns(row, names) for row in rows]


def _columns(row: Any, names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names.split()}
