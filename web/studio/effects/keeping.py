"""Writing down how far the running again of a change's instances is, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from engine.changes import ChangeView
from engine.database import Database
from engine.tables import ChangeEffect
from web.runs import DONE, INTERRUPTED, RUNNING, SILENT, write_down

REPLAY = "replay"
GONE = "The server was stopped while it ran. Begin it again: it comes to the same."


def begun(
    database: Database, tenant: str, change: ChangeView, total: int, *, by: str, now: datetime
) -> UUID:
    """Write down that it begins; its id. RunsAlready while another runs, for whatever change."""
    id = uuid4()
    row = {
        "tenant_id": tenant, "id": id, "change_id": change.id, "kind": REPLAY,
        "digest": change.digest, "state": RUNNING, "done": 0, "total": total,
        "begun_by": by, "begun_at": now, "seen_at": now,
    }  # fmt: skip
    write_down(database, ChangeEffect, [row])
    return id


def last(session: Session, tenant: str, change_id: UUID) -> ChangeEffect | None:
    """The last replay of a change; None when there was none."""
    return session.scalars(_replays(tenant, change_id)).first()


def reported(session: Session, tenant: str, change_id: UUID) -> ChangeEffect | None:
    """The last one that came to its end: one that was cancelled after it takes nothing away."""
    query = _replays(tenant, change_id).where(ChangeEffect.state == DONE)
    return session.scalars(query).first()


def _replays(tenant: str, change_id: UUID) -> Select[ChangeEffect]:
    """The latest first."""
    mine = (ChangeEffect.tenant_id == tenant, ChangeEffect.change_id == change_id)
    query = select(ChangeEffect).where(*mine, ChangeEffect.kind == REPLAY)
    return query.order_by(ChangeEffect.begun_at.desc()).limit(1)


def note(database: Database, tenant: str, id: UUID, values: Mapping[str, Any]) -> None:
    """Write how far one is, unless it has ended."""
    mine = (ChangeEffect.tenant_id == tenant, ChangeEffect.id == id)
    statement = update(ChangeEffect).where(*mine, ChangeEffect.state == RUNNING).values(**values)
    database.transact(lambda session: session.execute(statement))


def mark_interrupted(database: Database, tenant: str, now: datetime, mine: Sequence[UUID]) -> None:
    """Those that are said to run and of which nobody has heard: their server is gone."""
    silent = (ChangeEffect.state == RUNNING, ChangeEffect.seen_at < now - SILENT)
    query = select(ChangeEffect.id).where(
        ChangeEffect.tenant_id == tenant, ChangeEffect.kind == REPLAY, *silent
    )
    with database.read() as session:
        gone = [id for id in session.scalars(query) if id not in mine]
    for id in gone:
        note(database, tenant, id, {"state": INTERRUPTED, "ended_at": now, "trouble": GONE})
