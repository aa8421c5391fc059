"""`plumbline month start 2026-12`: begin a month of audits before its timer does."""

from __future__ import annotations

from dataclasses import asdict

import click

from handlers.month.start import MonthStarted
from handlers.month.start import start as start_month
from web.cli.installation import SYSTEM, installation
from web.cli.refusal import as_json, show
from web.words import count, month_name


@click.group()
def month() -> None:
    """The months of the programme."""


@month.command()
@click.argument("month")
@click.option("--seed", type=int, help="The seed of the draw; without it one is chosen and logged.")
@as_json
def start(month: str, seed: int | None, as_json: bool) -> None:
    """Begin MONTH, such as 2026-12: draw its cases and reviewers, and let the list be checked.

    Run again, it begins nothing anew and says how far the month is.
    """
    with installation() as here:
        begun = start_month(here.engine, month, by=SYSTEM, seed=seed)
    show(asdict(begun), as_json, lambda: text(begun))


def text(begun: MonthStarted) -> str:
    """How far a month is, in lines."""
    drawn = f"{count(len(begun.audits), 'audit')} drawn with seed {begun.seed}"
    if begun.seed is None:
        drawn = "nothing drawn yet"
    lines = [f"{month_name(begun.month)}: {drawn}, {len(begun.issued)} issued."]
    lines += [f"  It waits for somebody: {name}." for name in begun.waits_for]
    for people, words in (
        (begun.dispensed, "dispensed this month"),
        (begun.referred, "to be referred: away, and not clearly dispensed"),
        (begun.without_case, "without a case that may be drawn"),
        (begun.without_reviewer, "without a reviewer who is free of conflicts"),
    ):
        if people:
            lines.append(f"  {len(people)} {words}: {', '.join(people)}")
    return "\n".join(lines)
