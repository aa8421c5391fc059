"""Writing down how runs of scenarios go, by the content they were played on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from engine.database import Database
from web.runs import INTERRUPTED, RUNNING, SILENT
from web.studio.scenarios.tables import ScenarioRun

GONE = "The server was stopped while they were played. Play them again."


def latest(session: Session, tenant: str, digest: str) -> ScenarioRun | None:
    """The last run on this content; None when there was none."""
    mine = (ScenarioRun.tenant_id == tenant, ScenarioRun.digest == digest)
    query = select(ScenarioRun).where(*mine).order_by(ScenarioRun.begun_at.desc())
    return session.scalars(query.limit(1)).first()


def note(database: Database, tenant: str, run_id: UUID, values: Mapping[str, Any]) -> None:
    """Write how far one is, unless it has ended."""
    mine = (ScenarioRun.tenant_id == tenant, ScenarioRun.id == run_id)
    statement = update(ScenarioRun).where(*mine, ScenarioRun.state == RUNNING).values(**values)
    database.transact(lambda session: session.execute(statement))


def mark_interrupted(database: Database, tenant: str, now: datetime, mine: Sequence[UUID]) -> None:
    """Those that are said to run and of which nobody has heard: their server is gone."""
    silent = (ScenarioRun.state == RUNNING, ScenarioRun.seen_at < now - SILENT)
    wanted = (ScenarioRun.tenant_id == tenant, *silent, ScenarioRun.id.not_in(mine))
    ended = {"state": INTERRUPTED, "ended_at": now, "trouble": GONE}
    statement = update(ScenarioRun).where(*wanted).values(**ended)
    database.transact(lambda session: session.execute(statement))
