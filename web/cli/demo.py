"""`plumbline demo`: an invented council, loaded through the real import, with a month begun."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import click
from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from engine.worker import run_due
from handlers import synthetic
from handlers.directory.tables import Person
from handlers.intake import import_extract
from handlers.month.start import report
from handlers.month.start import start as start_month
from handlers.records.audits import Audit
from handlers.synthetic.profiles import PROFILES
from web.cli.bundles import bundle_at, shipped
from web.cli.demo_month import release
from web.cli.demo_past import invent_past
from web.cli.demo_people import introduction
from web.cli.init import prepare
from web.cli.installation import SYSTEM, installation
from web.cli.invented import must_be_invented
from web.cli.month import text
from web.configuration import Config
from web.parts import Parts
from web.words import local

# How many months that are over come with a profile.
MONTHS = {"kent": 18}


@click.command()
@click.option("--profile", type=click.Choice(sorted(PROFILES)), default="kent", show_default=True)
@click.option("--seed", default=1, show_default=True, help="The same seed invents the same people.")
@click.option(
    "--month", help="The month to begin, such as 2026-12; otherwise this one or the next."
)
@click.option(
    "--history", type=click.IntRange(0, 36), help="Months before it to invent; 18 for kent, else 0."
)
@click.option("--if-empty", is_flag=True, help="Do nothing when it is set up already.")
def demo(profile: str, seed: int, month: str | None, history: int | None, if_empty: bool) -> None:
    """Invent a council and begin a month, so that inboxes are not empty."""
    config = Config.from_environment(DEMO="yes")
    prepare(config)
    with installation(config) as here:
        must_be_invented(here)
        if _begun(here) and not if_empty:
            raise click.UsageError("It is set up already. Choose another folder: PLUMBLINE_DATA.")
        if not _begun(here):
            begun = month or _month(local(here.clock.now()).date())
            _set_up(here, profile, seed, begun)
            months = MONTHS.get(profile, 0) if history is None else history
            if months:
                click.echo(invent_past(here, begun, months, seed))
        for line in introduction(here):
            click.echo(line)


def _set_up(here: Parts, profile: str, seed: int, month: str) -> None:
    """Whatever is missing: a set-up that was interrupted goes on from where it stopped."""
    if not _any(here, Person.id):
        _invent(here, profile, seed, date.fromisoformat(f"{month}-01"))
    for bundle in shipped():
        here.engine.deploy(bundle_at(bundle), by=SYSTEM, note="Came with Plumbline")
    start_month(here.engine, month, by=SYSTEM, seed=seed)
    run_due(here.engine)
    release(here, month)
    with here.database.read() as db:
        click.echo(text(report(db, here.tenant, month)))


def _invent(here: Parts, profile: str, seed: int, on: date) -> None:
    with tempfile.TemporaryDirectory() as folder:
        synthetic.write(Path(folder), profile, seed, on=on)
        import_extract(here.database, here.tenant, Path(folder), demo=True, at=here.clock.now())


def _begun(here: Parts) -> bool:
    """Whether audits were issued already."""
    with here.database.read() as db:
        issued = (Audit.tenant_id == here.tenant, Audit.issued_at.is_not(None))
        return db.scalar(select(Audit.id).where(*issued).limit(1)) is not None


def _any(here: Parts, column: InstrumentedAttribute[str]) -> bool:
    with here.database.read() as db:
        query = select(column).where(column.class_.tenant_id == here.tenant).limit(1)
        return db.scalar(query) is not None


def _month(today: date) -> str:
    """The month that has just begun, or from the 21st on the one ahead."""
    ahead = today.day > 20
    year, month = divmod(today.year * 12 + today.month - 1 + ahead, 12)
    return f"{year}-{month + 1:02}"
