"""The smallest invented council, served as it would be: real jobs, real letters, real PDFs."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import delete, func, select

from engine.clock import SetClock
from engine.tables import Incident, Job, Mail
from handlers import synthetic
from handlers.directory.reading import person
from handlers.directory.tables import Absence
from handlers.intake import import_extract
from handlers.month.start import start
from handlers.records.audits import Audit
from tests.served import address, listening, served
from web.app import create_app
from web.cli.bundles import bundle_at, shipped
from web.cli.demo_month import release
from web.cli.init import prepare
from web.configuration import Config
from web.parts import Parts
from web.wiring import build

# The first working day of the month that is audited, nine o'clock.
FIRST_DAY = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
PATIENCE = 60.0


@dataclass(frozen=True)
class Council:
    """A council at work: its parts, its clock, and the address it is served at."""

    parts: Parts
    clock: SetClock
    address: str

    def name(self, someone: str) -> str:
        """What a person is called."""
        with self.parts.database.read() as db:
            known = person(db, self.parts.tenant, someone)
        assert known is not None
        return known.name

    def audit(self, **columns: object) -> Audit:
        """The first audit with these values."""
        with self.parts.database.read() as db:
            query = select(Audit).filter_by(**columns).order_by(Audit.reference)
            return db.scalars(query).first()

    def at_work(self, person: str) -> None:
        """Let somebody be there all month, whatever the invented extract says."""
        with self.parts.database.write() as db:
            db.execute(delete(Absence).where(Absence.person_id == person))

    def begin_month(self) -> None:
        """Draw, pair, release and issue the month that has just begun."""
        start(self.parts.engine, "2026-12", by="system", seed=1)
        release(self.parts, "2026-12")
        self.rest()

    def letters(self, reference: str) -> list[tuple[str, str]]:
        """Every letter about an audit as (letter, recipient), in the order of writing."""
        with self.parts.database.read() as db:
            query = select(Mail).filter_by(business_key=reference).order_by(Mail.created_at)
            return [(mail.letter, mail.recipient) for mail in db.scalars(query)]

    def travel(self, to: datetime) -> None:
        """Let time pass, and what is due by then happen."""
        self.clock.move_to(to)
        self.rest()

    def rest(self) -> None:
        """Wait until the dispatcher has nothing left to do now; nothing may have gone wrong."""
        self.parts.dispatcher.wake()
        until = time.monotonic() + PATIENCE
        while self._due():
            assert time.monotonic() < until, "the dispatcher did not come to rest"
            time.sleep(0.05)
        with self.parts.database.read() as db:
            assert db.scalars(select(Incident.sentence)).all() == []

    def _due(self) -> int:
        with self.parts.database.read() as db:
            live = Job.state.in_(["ready", "leased"]), Job.due_at <= self.clock.now()
            return db.scalar(select(func.count()).select_from(Job).where(*live)) or 0


def settle(folder: Path) -> None:
    """Invent the council in a folder: people and cases imported, the audit deployed."""
    config = _config(folder)
    prepare(config)
    extract = folder / "extract"
    synthetic.write(extract, "mini", 1, on=FIRST_DAY.date())
    parts = build(config, SetClock(FIRST_DAY))
    import_extract(parts.database, parts.tenant, extract, demo=True, at=FIRST_DAY)
    for bundle in shipped():
        parts.engine.deploy(bundle_at(bundle), by="system")
    parts.close()


def begin(settled: Path, folder: Path) -> None:
    """Begin the month in a copy of the settled council. Links in its letters lead nowhere."""
    with council_at(settled, folder / "council") as working:
        working.begin_month()


@contextmanager
def council_at(template: Path, folder: Path) -> Iterator[Council]:
    """A copy of the settled council, at work until the end of the block."""
    shutil.copytree(template, folder)
    clock, taken = SetClock(FIRST_DAY), listening()
    parts = build(_config(folder, ADDRESS=address(taken)), clock)
    parts.dispatcher.start()
    with served(create_app(parts=parts), taken) as found_at:
        yield Council(parts, clock, found_at)
    assert parts.dispatcher.stop()
    parts.close()


def _config(folder: Path, **over: str) -> Config:
    return Config.from_environment({}, DATA=str(folder), DEMO="yes", **over)
