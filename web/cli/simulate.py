"""`plumbline simulate`: whole months on the real engine, with invented people, in a minute."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from engine.bundle import Bundle
from engine.errors import BundleRefused
from handlers.simulation import Plan, Progress
from handlers.simulation import simulate as live_through
from handlers.synthetic.growing import FEWEST, MOST
from handlers.synthetic.profiles import PROFILES
from web.cli.bundles import bundle_at, shipped
from web.cli.refusal import as_json, show
from web.cli.simulated import as_text
from web.wiring import check, known_handlers


@click.command()
@click.option(
    "--from",
    "begin",
    type=click.DateTime(["%Y-%m-%d", "%Y-%m"]),
    required=True,
    help="The first month, by any of its days.",
)
@click.option("--months", type=click.IntRange(1, 24), default=1, show_default=True)
@click.option("--profile", type=click.Choice(sorted(PROFILES)), default="kent", show_default=True)
@click.option(
    "--audits",
    type=click.IntRange(FEWEST, MOST),
    help="Make the profile's council so large that a month has this many audits.",
)
@click.option("--seed", default=7, show_default=True, help="The same seed, the same figures.")
@click.option("--behaviour", default="steady", show_default=True, help="How people behave.")
@click.option(
    "--bundle",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The bundle's folder; otherwise the one that comes with Plumbline.",
)
@click.option("--render-pdfs", is_flag=True, help="Print the forms, which are otherwise counted.")
@as_json
def simulate(
    begin: datetime,
    months: int,
    profile: str,
    audits: int | None,
    seed: int,
    behaviour: str,
    folder: Path | None,
    render_pdfs: bool,
    as_json: bool,
) -> None:
    """Live through months with an invented council, on a database that is thrown away.

    Exit 1 when audits or letters went missing, or anything stopped on the way.
    """
    first = begin.date().replace(day=1)
    plan = Plan(first, months, profile, seed, behaviour, render_pdfs, audits)
    found = live_through(_bundle(folder), plan, _Told())
    show(found, as_json, lambda: as_text(found))
    raise click.exceptions.Exit(0 if found["sound"] else 1)


def _bundle(folder: Path | None) -> Bundle:
    """The bundle, checked when it is somebody's own."""
    if folder is None:
        return bundle_at(shipped()[0])
    bundle = bundle_at(folder)
    if wrong := [f for f in check(bundle, known_handlers()) if f.level == "error"]:
        raise BundleRefused(wrong)
    return bundle


class _Told:
    """Says on standard error which day it is, once a week of the simulation."""

    def __init__(self) -> None:
        self._week = ""

    def __call__(self, progress: Progress) -> None:
        if (week := f"{progress.day:%G-%V}") != self._week:
            self._week = week
            click.echo(f"{progress.day:%A %d %B %Y} …", err=True)
