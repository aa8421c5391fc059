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
    """One file as read. `rows` are good rows only; the others are in `problems`."""

    file: str
    layout: Layout
    rows: list[Row] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    ignored: tuple[str, ...] = ()

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
        return table
    records = _records(table, text)
    headings = match(table, next(records, (1, []))[1])
    if headings is not None:
        for line, cells in records:
            _take(table, headings, line, cells)
        _refuse_repeated(table)
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
            return
        if any(cell.strip() for cell in cells):
            yield line, cells


def _take(table: Table, headings: Headings, line: int, cells: list[str]) -> None:
    if len(cells) > headings.width and any(cell.strip() for cell in cells[headings.width :]):
        sentence = f"The row has {len(cells)} cells but there are {headings.width} headings."
        table.refuse(line, "", sentence, "Put text that holds the separator in quotation marks.")
        return
    before = len(table.problems)
    values = {
        column.attribute: _value(table, line, column, cells[at] if at < len(cells) else "")
        for column, at in headings.places
    }
    if len(table.problems) == before:
        table.rows.append(Row(line, {**headings.defaults, **values}))


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


def _refuse_repeated(table: Table) -> None:
    seen: dict[tuple[object, ...], int] = {}
    for row in table.rows:
        first = seen.setdefault(table.key(row), row.line)
        if first != row.line:
            sentence = f"The row repeats line {first}."
            table.refuse(row.line, "", sentence, "Leave only one of the two.")
