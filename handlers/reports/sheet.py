"""A report as CSV: one line for each number, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from handlers.reports.figures import Row, Table
from handlers.reports.showing import Shown

MEDIA_TYPE = "text/csv"
HEADINGS = ("Report", "Period", "Figures of", "Table", "Row", "Column", "Value")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
WITHHELD = "withheld"


def sheet(shown: Shown) -> bytes:
    """The report as UTF-8 text with a mark of its encoding, as spreadsheets need it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADINGS)
    about = [shown.title, shown.period, shown.about]
    for table in shown.tables:
        for line in _lines(table):
            writer.writerow([safe(one) for one in (*about, table.title, *line)])
    return text.getvalue().encode("utf-8-sig")


def safe(text: str) -> str:
    """The text, with an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _lines(table: Table) -> Iterator[tuple[str, str, str]]:
    for row in table.lines:
        yield from ((row.label, column, value) for column, value in _values(table, row))


def _values(table: Table, row: Row) -> Iterator[tuple[str, str]]:
    numbers = zip(table.columns, row.counts, strict=True)
    yield from ((column, _number(n)) for column, n in numbers)
    if table.across:
        yield "Total", _number(row.total)
    yield from zip(table.extra, row.extra, strict=True)


def _number(value: int | None) -> str:
    return WITHHELD if value is None else str(value)
