"""From the bytes of one file to its rows, with every problem found on the way."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from handlers.intake.columns import Column, Layout
from handlers.intake.decode import delimiter_of, text_of
from handlers.intake.headings import Headings, match
from handlers.intake.problems import RowProblem, Unreadable


@dataclass(frozen=True)
class Row:
    """One row: the line it begins on and its values by attribute."""

    line: int
    values: Mapping[str, object]


@dataclass
class Table:
    """One file as read. `rows` are good rows only; the others are in `problems`.

    `claimed` holds the ids of bad rows as far as they could be read; `complete` says whether those
    are all, so that a reference to any other id is certainly wrong.
    """

    file: str
    layout: Layout
    rows: list[Row] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    ignored: tuple[str, ...] = ()
    claimed: set[str] = field(default_factory=set)
    complete: bool = True

    def refuse(self, line: int, column: str, sentence: str, remedy: str) -> None:
        """Note a problem of a row."""
        self.problems.append(RowProblem(self.file, line, column, sentence, remedy))

    def keys(self) -> set[tuple[object, ...]]:
        """What identifies the rows of this file."""
        return {self.key(row) for row in self.rows}

    def key(self, row: Row) -> tuple[object, ...]:
        """What identifies this row."""
        return tuple(row.values[name] for name in self.layout.key)


def read(file: str, content: bytes, layout: Layout) -> Table:
    """Read one file. Never raises for bad content: it is all in the table's problems."""
    table = Table(file, layout)
    try:
        text = text_of(content)
    except Unreadable as wrong:
        table.refuse(0, "", wrong.sentence, wrong.remedy)
        table.complete = False
        return table
    records = _records(table, text)
    if not text.strip():
        table.refuse(0, "", "The file is empty.", "Export it again, or leave it out.")
        table.complete = False
        return table
    headings = match(table, next(records, (1, []))[1])
    table.complete = table.complete and headings is not None
    if headings is not None:
        for line, cells in records:
            _take(table, headings, line, cells)
        _refuse_repeated(table)
        _refuse_no_rows(table)
    return table


def _records(table: Table, text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            table.refuse(
                line, "", f"The row cannot be read: {error}.", "Check its quotation marks."
            )
            table.complete = False
            return
        if any(cell.strip() for cell in cells):
            yield line, cells


def _take(table: Table, headings: Headings, line: int, cells: list[str]) -> None:
    if len(cells) > headings.width and any(cell.strip() for cell in cells[headings.width :]):
        sentence = f"The row has {len(cells)} cells but there are {headings.width} headings."
        table.refuse(line, "", sentence, "Put text that holds the separator in quotation marks.")
        table.complete = False
        return
    before = len(table.problems)
    values = {
        column.attribute: _value(table, line, column, cells[at] if at < len(cells) else "")
        for column, at in headings.places
    }
    if len(table.problems) == before:
        table.rows.append(Row(line, {**headings.defaults, **values}))
    elif values.get("id"):
        table.claimed.add(str(values["id"]))
    else:
        table.complete = False


def _value(table: Table, line: int, column: Column, cell: str) -> object:
    text = cell.strip()
    if not text:
        if column.required:
            table.refuse(line, column.heading, "The cell is empty.", "Fill it in.")
        return column.empty
    try:
        return column.read(text)
    except Unreadable as wrong:
        table.refuse(line, column.heading, wrong.sentence, wrong.remedy)
        return None


def _refuse_no_rows(table: Table) -> None:
    """An export that went wrong must not end everybody's account or close every case."""
    if table.layout.needs_rows and not table.rows and not table.problems:
        remedy = "Export it again, or leave the file out to keep what is there."
        table.refuse(1, "", "The file holds headings and no rows.", remedy)
        table.complete = False


def _refuse_repeated(table: Table) -> None:
    seen: dict[tuple[object, ...], int] = {}
    for row in table.rows:
        first = seen.setdefault(table.key(row), row.line)
        if first != row.line:
            sentence = f"The row repeats line {first}."
            table.refuse(row.line, "", sentence, "Leave only one of the two.")
