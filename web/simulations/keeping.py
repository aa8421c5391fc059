"""Writing down how simulations go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from engine.database import Database
from web.runs import FAILED, INTERRUPTED, RUNNING, SILENT, WAITING
from web.simulations.tables import Simulation

GONE = "The server was stopped while it ran. Begin it again: with the same seed it is the same."
LATE = "Another simulation had begun when its turn came. Begin it again."
KEPT = 50


def all_of(session: Session, tenant: str) -> Sequence[Simulation]:
    """The simulations of what is in force, the latest first."""
    mine = (Simulation.tenant_id == tenant, Simulation.beside.is_(None))
    query = select(Simulation).where(*mine)
    return session.scalars(query.order_by(Simulation.begun_at.desc()).limit(KEPT)).all()


def one(session: Session, tenant: str, simulation_id: UUID) -> Simulation | None:
    """One of them; None when there is none."""
    return session.get(Simulation, (tenant, simulation_id))


def any_running(session: Session, tenant: str) -> bool:
    """Whether one runs or waits, of whatever bundle."""
    going = Simulation.state.in_((WAITING, RUNNING))
    query = select(Simulation.id).where(Simulation.tenant_id == tenant, going)
    return session.scalar(query.limit(1)) is not None


def begin_waiting(database: Database, tenant: str, simulation_id: UUID, now: datetime) -> bool:
    """Let one that waits run; False when it was cancelled meanwhile, or another runs."""
    mine = (Simulation.tenant_id == tenant, Simulation.id == simulation_id)
    begun = update(Simulation).where(*mine, Simulation.state == WAITING)
    statement = begun.values(state=RUNNING, seen_at=now)
    try:
        database.transact(lambda session: session.execute(statement))
    except IntegrityError:
        note(database, tenant, simulation_id, {"state": FAILED, "ended_at": now, "trouble": LATE})
    with database.read() as session:
        return session.get_one(Simulation, (tenant, simulation_id)).state == RUNNING


def note(database: Database, tenant: str, simulation_id: UUID, values: Mapping[str, Any]) -> None:
    """Write how far one is, unless it has ended."""
    mine = (Simulation.tenant_id == tenant, Simulation.id == simulation_id)
    going = Simulation.state.in_((WAITING, RUNNING))
    statement = update(Simulation).where(*mine, going).values(**values)
    database.transact(lambda session: session.execute(statement))


def mark_interrupted(database: Database, tenant: str, now: datetime, mine: Sequence[UUID]) -> None:
    """Those that are said to run and of which nobody has heard: their server is gone."""
    going = Simulation.state.in_((WAITING, RUNNING))
    silent = (going, Simulation.seen_at < now - SILENT)
    query = select(Simulation.id).where(
        Simulation.tenant_id == tenant, *silent, Simulation.id.not_in(mine)
    )
    with database.read() as session:
        gone = session.scalars(query).all()
    for simulation_id in gone:
        ended = {"state": INTERRUPTED, "ended_at": now, "trouble": GONE}
        note(database, tenant, simulation_id, ended)
