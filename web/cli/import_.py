"""`plumbline import FOLDER`: the management information extract, whole or not at all."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from handlers.intake import ImportRefused
from handlers.intake.taking import Taken, take
from web.cli.installation import SYSTEM, installation
from web.cli.refusal import as_json, columns, show
from web.words import count


@click.command(name="import")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@as_json
def import_(folder: Path, as_json: bool) -> None:
    """Import the extract in FOLDER. Every bad row is named, and then nothing is changed."""
    with installation() as here:
        try:
            taken = take(here.engine, folder, demo=here.config.demo, by=SYSTEM)
        except ImportRefused as refused:
            _refuse(refused, as_json)
            raise click.exceptions.Exit(1) from None
    show(asdict(taken.report), as_json, lambda: _text(taken))


def _refuse(refused: ImportRefused, machine: bool) -> None:
    problems = [asdict(problem) for problem in refused.problems]
    if machine:
        show({"problems": problems}, True, str)
        return
    for p in refused.problems:
        place = f"{p.file} line {p.line}" if p.line else p.file
        click.echo(
            f"{place}{f', {p.column}' if p.column else ''}: {p.sentence} {p.remedy}", err=True
        )
    click.echo("Nothing was imported.", err=True)


def _text(taken: Taken) -> str:
    heading = ("FILE", "ROWS", "ADDED", "UPDATED", "ENDED")
    rows = [
        (f.file, str(f.rows), str(f.added), str(f.updated), str(f.ended))
        for f in taken.report.files
    ]
    told = f"{count(taken.told, 'open audit')} told that the case moved or closed."
    return "\n".join([columns([heading, *rows]), *([told] if taken.told else [])])
