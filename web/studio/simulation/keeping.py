"""The simulations of a change, two by two: what is in force, and the change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from flask import g
from sqlalchemy import select

from engine import queries
from engine.bundle import Bundle
from engine.changes import ChangeView
from engine.errors import NotFound
from engine.tables import Deployment
from web.parts import parts
from web.runs import DONE, RUNNING, WAITING, write_down
from web.simulations.asking import Asked
from web.simulations.routes import PROCESS, runner, tidy
from web.simulations.tables import Simulation


@dataclass(frozen=True)
class Pair:
    """Two simulations that differ in nothing but the bundle."""

    live: Simulation
    change: Simulation

    @property
    def id(self) -> UUID:
        """What both have in common."""
        assert self.live.beside is not None
        return self.live.beside

    @property
    def going(self) -> Simulation | None:
        """The one that runs, or will; None when both are over."""
        return next((one for one in (self.live, self.change) if one.state in GOING), None)

    @property
    def done(self) -> bool:
        """Whether both came to an end with figures."""
        return self.live.state == self.change.state == DONE


GOING = (RUNNING, WAITING)


def in_force(bundle_key: str) -> tuple[Deployment, Bundle] | None:
    """What is in force of this bundle, when months begin in it; else None."""
    here = parts()
    with here.database.read() as session:
        for row in queries.active_deployments(session, here.tenant):
            if row.key == bundle_key:
                deployed = here.engine.context.deployments.get(session, row.id)
                return (row, deployed.bundle) if PROCESS in deployed.definitions.processes else None
    return None


def begin(change: ChangeView, live: tuple[Deployment, Bundle], mine: Bundle, sent: Asked) -> UUID:
    """Write both down, and begin them one after the other; what they have in common.

    RunsAlready while another simulation runs.
    """
    beside, ids = uuid4(), (uuid4(), uuid4())
    states, digests = (RUNNING, WAITING), (None, mine.digest)
    rows = [
        _row(change, live[0], sent, beside=beside, id=id, state=state, digest=digest)
        for id, state, digest in zip(ids, states, digests, strict=True)
    ]
    write_down(parts().database, Simulation, rows)
    runner().begin({ids[0]: live[1], ids[1]: mine}, sent.month, sent.plan)
    return beside


def pair(change_id: UUID, beside: UUID) -> Pair:
    """One pair of this change. NotFound when there is none."""
    found = [one for one in pairs(change_id) if one.id == beside]
    if not found:
        raise NotFound("There is no such simulation.")
    return found[0]


def pairs(change_id: UUID) -> list[Pair]:
    """The pairs of a change, the latest first."""
    tidy()
    here = parts()
    mine = (Simulation.tenant_id == here.tenant, Simulation.change_id == change_id)
    query = select(Simulation).where(*mine).order_by(Simulation.begun_at.desc())
    with here.database.read() as session:
        return list(_paired(session.scalars(query).all()))


def _paired(rows: Sequence[Simulation]) -> list[Pair]:
    live = {row.beside: row for row in rows if row.digest is None}
    return [Pair(live[row.beside], row) for row in rows if row.digest and row.beside in live]


def _row(change: ChangeView, live: Deployment, sent: Asked, **own: object) -> dict[str, object]:
    now = parts().clock.now()
    return {
        "tenant_id": parts().tenant, "begun_by": g.actor.person, "begun_at": now, "seen_at": now,
        "bundle": live.key, "version": live.version, "month": sent.month, "change_id": change.id,
        **sent.plan, **own,
    }  # fmt: skip
