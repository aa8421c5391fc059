"""The last operation on an instance, as its page tells it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine import queries
from engine.tables import Operation
from handlers.directory.reading import names
from web.operations.acting.names import with_names


@dataclass(frozen=True)
class Last:
    """`back` says why it cannot be taken back; empty when it can."""

    row: Operation
    by: str
    sentences: Sequence[str]
    back: str


def last_of(session: Session, tenant: str, instance_id: UUID) -> Last | None:
    """The last operation by hand; None when there never was one."""
    mine = (Operation.tenant_id == tenant, Operation.instance_id == instance_id)
    query = (
        select(Operation).where(*mine).order_by(Operation.history_seq.desc(), Operation.at.desc())
    )
    row = session.scalars(query.limit(1)).first()
    if row is None:
        return None
    known = names(session, tenant, [row.by])
    told = with_names(session, tenant, row.detail.get("told", []))
    return Last(row, known.get(row.by, row.by), told, _back(session, row))


def _back(session: Session, row: Operation) -> str:
    now = queries.instance(session, row.tenant_id, row.instance_id)
    if row.kind == "undo":
        return "Taking back is not taken back: do what is needed anew."
    if row.undone_at is not None:
        return "It was taken back."
    return row.final or ("" if now.history_seq == row.history_seq else "It has moved on since.")
