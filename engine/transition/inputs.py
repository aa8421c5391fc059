"""What an instance was told from outside: a row for each step that was told something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from uuid import uuid4

from sqlalchemy.orm import Session

from engine.context import Context
from engine.database import insert_rows
from engine.model import Received
from engine.tables import InstanceInput, ProcessInstance


def write(
    context: Context, session: Session, row: ProcessInstance, received: Sequence[Received]
) -> None:
    """Keep it, so that the instance can be run again on another version."""
    if not received or not context.records:
        return
    line = {
        "tenant_id": row.tenant_id,
        "id": uuid4(),
        "instance_id": row.id,
        "version": row.version,
        "at": context.now(),
        "entries": [asdict(one) for one in received],
    }
    insert_rows(session, InstanceInput, [line])
