"""`plumbline demo`'s data. Nothing real: invented names, L9- numbers, example.org addresses."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from random import Random

from handlers.intake.columns import LAYOUTS
from handlers.synthetic import caseload, edges, organisation
from handlers.synthetic.council import Council, Row
from handlers.synthetic.growing import grown
from handlers.synthetic.profiles import PROFILES

FIRST_OF_MONTH = date(2026, 12, 1)


def write(
    folder: Path,
    profile: str,
    seed: int,
    *,
    on: date = FIRST_OF_MONTH,
    audits: int | None = None,
) -> Mapping[str, int]:
    """Write the five files into `folder`, as they stand just before the month that begins `on`.

    `profile` is mini, kent or large (KeyError otherwise); `audits` makes it as large as so many
    audits in a month need (see `growing`). The same arguments give the same bytes. Returns the
    number of rows of each file.
    """
    council = invent(profile, seed, on, audits)
    rows = {
        "teams.csv": council.teams,
        "people.csv": council.people,
        "roles.csv": council.roles,
        "cases.csv": council.cases,
        "absences.csv": council.absences,
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in rows.items():
        (folder / name).write_text(_csv(name, content), encoding="utf-8")
    return {name: len(content) for name, content in rows.items()}


def invent(profile: str, seed: int, on: date, audits: int | None = None) -> Council:
    """The council itself, before it is written."""
    size = PROFILES[profile] if audits is None else grown(PROFILES[profile], audits)
    council = Council(size, Random(f"{profile} {seed}"), on)  # noqa: S311 invented data
    organisation.build(council)
    caseload.build(council)
    edges.build(council)
    return council


def _csv(name: str, rows: list[Row]) -> str:
    text = io.StringIO(newline="")
    headings = [column.heading for column in LAYOUTS[name].columns]
    writer = csv.DictWriter(text, headings, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
