"""`plumbline import FOLDER`: the management information extract, whole or not at all."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from handlers.intake import ImportRefused, Report, import_extract
from web.cli.installation import SYSTEM, installation
from web.cli.refusal import as_json, columns, show


@click.command(name="import")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@as_json
def import_(folder: Path, as_json: bool) -> None:
    """Import the extract in FOLDER. Every bad row is named, and then nothing is changed."""
    with installation() as here:
        try:
            report = import_extract(
                here.database,
                here.tenant,
                folder,
                demo=here.config.demo,
                by=SYSTEM,
                at=here.clock.now(),
            )
        except ImportRefused as refused:
            _refuse(refused, as_json)
            raise click.exceptions.Exit(1) from None
    show(asdict(report), as_json, lambda: _text(report))


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


def _text(report: Report) -> str:
    heading = ("FILE", "ROWS", "ADDED", "UPDATED", "ENDED")
    rows = [(f.file, str(f.rows), str(f.added), str(f.updated), str(f.ended)) for f in report.files]
    return columns([heading, *rows])
