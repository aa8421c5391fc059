"""The world of a simulation: an invented council in a database that is thrown away."""

from __future__ import annotations

import gc
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import event, update

import handlers
from engine.bundle import Bundle
from engine.clock import SetClock
from engine.covering import NOBODY
from engine.database import Database, connect, upgrade
from engine.deployments import Deployed
from engine.facade import Engine
from engine.mailing import keep
from engine.tables import Job
from handlers import synthetic
from handlers.cover.reading import covering_of
from handlers.directory.reading import address_of, groups_of
from handlers.intake.taking import take
from handlers.settings import Settings

TENANT = "simulation"
MIGRATIONS = Path(handlers.__file__).parent / "migrations"
INSTALLATION = Settings(demo=True)


@dataclass
class World:
    """The engine on its database, and the time there. `open` makes both anew on the same file.
    `left` are those who do not work there any more: while there are none, nobody stands in."""

    url: str
    clock: SetClock
    settings: Settings
    deployment: UUID
    database: Database
    engine: Engine
    left: set[str]

    @property
    def deployed(self) -> Deployed:
        """The bundle, ready for use."""
        return self.engine.deployed(self.deployment)

    def reopen(self) -> None:
        """As when a server is started again after it was killed: nothing in memory is left."""
        self.database.close()
        self.database, self.engine = _open(self.url, self.clock, self.settings, self.left)
        self.engine.void_leases()


@contextmanager
def world(bundle: Bundle, at: datetime, seed: int, pdfs: bool = False) -> Iterator[World]:
    """A database with the bundle deployed and nobody in it, at that moment; gone afterwards."""
    settings = replace(INSTALLATION, prints=pdfs, choose_seed=lambda: abs(seed))
    with tempfile.TemporaryDirectory(prefix="plumbline-") as folder:
        url = f"sqlite:///{folder}/simulation.db"
        upgrade(url, [MIGRATIONS])
        clock, left = SetClock(at), set[str]()
        database, engine = _open(url, clock, settings, left)
        deployed = engine.deploy(bundle, by="system", note="Simulation")
        here = World(url, clock, settings, deployed.id, database, engine, left)
        try:
            with _settled():
                yield here
        finally:
            here.database.close()


@contextmanager
def _settled() -> Iterator[None]:
    """What is there already stays until the end: it is not looked through again and again by the
    collector of what is not needed any more, which was a twentieth of a month's time."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def settle(here: World, profile: str, seed: int, month: date, audits: int | None = None) -> None:
    """Import the extract as it stands before the month that begins on that day."""
    with tempfile.TemporaryDirectory(prefix="plumbline-") as folder:
        synthetic.write(Path(folder), profile, seed, on=month, audits=audits)
        take(here.engine, Path(folder), by="system", demo=True)


def hold_back(here: World, process: str) -> None:
    """Let that process not begin by the clock any more."""
    scheduled = (Job.kind == "start", Job.rule.is_not(None), Job.state == "ready")
    mine = (Job.tenant_id == TENANT, Job.element_id == process)
    with here.database.write() as session:
        session.execute(update(Job).where(*mine, *scheduled).values(state="cancelled"))


def _open(url: str, clock: SetClock, settings: Settings, left: set[str]) -> tuple[Database, Engine]:
    database = connect(url)
    covering = covering_of(database, TENANT, clock)
    event.listen(database.engine, "connect", _hasty)
    engine = Engine(
        database,
        handlers.registry(settings),
        groups_of=groups_of(database, TENANT),
        covering_of=lambda person: covering(person) if left else NOBODY,
        send_mail=keep,
        clock=clock,
        tenant=TENANT,
        address_of=address_of(database, TENANT),
        records=False,
    )
    return database, engine


def _hasty(connection: Any, _record: object) -> None:
    # Nothing of it is kept when the machine stops, so nothing need wait for the disk.
    connection.execute("PRAGMA synchronous=OFF")
