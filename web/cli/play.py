"""`plumbline play FILE`: a diagram run in memory on a virtual clock, with no other set-up."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from engine.errors import BundleRefused, PlumblineError
from engine.model import Finding
from engine.rehearsal import START, UNTIL, Plan, Played
from engine.rehearsal import play as rehearse
from web.cli.given import Instant, JsonFile, Variable, bundle_of
from web.cli.played import as_text, plain
from web.cli.refusal import as_json, print_findings, show

DONE = ("completed", "waiting")


@click.command()
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option("--process", "processes", multiple=True, metavar="ID", help="Begin this process.")
@click.option(
    "--set", "variables", multiple=True, type=Variable(), help="A variable to start with."
)
@click.option("--at", type=Instant(), default=START, help="When it starts: 2026-01-05T09:00Z.")
@click.option("--until", default=UNTIL, show_default=True, help="How long, or until when.")
@click.option("--answers", type=JsonFile(), default={}, help="What people and services answer.")
@as_json
def play(
    file: Path,
    processes: tuple[str, ...],
    variables: tuple[tuple[str, Any], ...],
    at: datetime,
    until: str,
    answers: dict[str, Any],
    as_json: bool,
) -> None:
    """Play FILE, a .bpmn diagram or a bundle's folder, on a clock that jumps to the next timer.

    Exit 0 when everything completed or waits, 1 when something is to be put right.
    """
    plan = Plan(processes, dict(variables), answers, at, until)
    played = _played(file, plan)
    show(plain(played), as_json, lambda: as_text(played))
    if not as_json:
        print_findings(played.findings)
    raise click.exceptions.Exit(0 if played.outcome in DONE else 1)


def _played(file: Path, plan: Plan) -> Played:
    try:
        return rehearse(bundle_of(file), plan)
    except BundleRefused as refused:
        return Played("refused", findings=tuple(refused.findings))
    except PlumblineError as error:
        raise click.UsageError(str(error)) from None
    except Exception as error:  # A diagram from anywhere may meet a mistake of ours.
        sentence = f"The file met a mistake in Plumbline: {type(error).__name__}."
        found = Finding("error", file.name, "", sentence, "Report it with the file.", "mistake")
        return Played("refused", findings=(found,))
