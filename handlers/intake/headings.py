"""The first line of a file: which column is where, and columns that must not be there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handlers.intake.columns import Column

if TYPE_CHECKING:
    from handlers.intake.rows import Table

CASES = "cases.csv"
PARTED = "Part the columns with commas, semicolons or tabs: save the file as “CSV UTF-8”."
_NAMES_A_CHILD = re.compile(
    r"(^|_)(name|names|forename|forenames|surname|alias|address|postcode|dob|nhs)(_|$)|birth"
)


@dataclass(frozen=True)
class Headings:
    """Where known columns stand, the values of those left out, and how many headings there are."""

    places: Sequence[tuple[Column, int]]
    defaults: Mapping[str, object]
    width: int


def match(table: Table, cells: Sequence[str]) -> Headings | None:
    """Match the headings with the layout; None, with problems noted, when they do not do."""
    found = [re.sub(r"\W+", "_", cell.strip().lower()).strip("_") for cell in cells]
    known = {column.heading: column for column in table.layout.columns}
    before = len(table.problems)
    if len(cells) == 1:
        table.refuse(1, "", "There is one column only.", PARTED)
        return None
    _refuse_missing(table, found)
    _refuse_twice(table, [name for name in found if name in known])
    table.ignored = tuple(name for name in found if name and name not in known)
    if table.file == CASES:
        _refuse_names(table)
    if len(table.problems) > before:
        return None
    absent = {c.attribute: c.empty for c in table.layout.columns if c.heading not in found}
    places = [(known[name], at) for at, name in enumerate(found) if name in known]
    return Headings(places, absent, len(cells))


def _refuse_missing(table: Table, found: Sequence[str]) -> None:
    for column in table.layout.columns:
        if column.required and column.heading not in found:
            remedy = "The first line must hold the headings; add this one."
            table.refuse(1, column.heading, "The column is missing.", remedy)


def _refuse_twice(table: Table, found: Sequence[str]) -> None:
    for name in sorted({name for name in found if found.count(name) > 1}):
        table.refuse(1, name, "The column is there twice.", "Leave only one of the two.")


def _refuse_names(table: Table) -> None:
    for heading in table.ignored:
        if _NAMES_A_CHILD.search(heading):
            sentence = "The column looks as if it held a child's personal details."
            table.refuse(1, heading, sentence, "Remove it: only initials are kept here.")
